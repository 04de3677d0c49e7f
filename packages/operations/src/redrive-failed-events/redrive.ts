import { type FailedRecordsPointer, type RedriveReport, readFailedRecordsPointer } from '@audit-bridge/failed-events';
import { maxFailuresInARow, type OneByOneOptions } from '../one-by-one';

/** A message of the failed-events queue, taken: nobody else sees it until it is released, deleted or forgotten. */
export interface TakenMessage {
  readonly body: string;
  /** When it was sent, milliseconds since 1970 UTC. */
  readonly sentAt: number;
  readonly receipt: string;
}

export interface FailedEventsQueue {
  /** @returns undefined when no message is left that nobody has taken */
  take(): Promise<TakenMessage | undefined>;
  delete(message: TakenMessage): Promise<void>;
  /** Gives the message back at once. */
  release(message: TakenMessage): Promise<void>;
}

export interface RedrivePorts {
  readonly queue: FailedEventsQueue;
  /** Takes one object's records through the mapping and to the destination. */
  readonly redriveObject: (pointer: FailedRecordsPointer) => Promise<RedriveReport>;
  readonly now: () => number;
}

export interface RedriveResult {
  /** Objects whose records were all settled. */
  objects: number;
  accepted: number;
  /** Refused again, by reason. */
  refused: Record<string, number>;
  /** Objects that could not be taken through; their pointers stay. */
  failures: number;
  /** Pointers that came in meanwhile, among them those of what was refused again. */
  left: number;
}

/**
 * Takes the queue's objects through, one after another. A pointer is deleted only when each of its records is accepted or lies in a new object:
 * at any moment a stop loses nothing, and what was half done is repeated with the same ids.
 */
export async function redrive({ queue, redriveObject, now }: RedrivePorts, options: OneByOneOptions): Promise<RedriveResult> {
  const { dryRun, interruption, limit, print, progress } = options;
  const result: RedriveResult = { objects: 0, accepted: 0, refused: {}, failures: 0, left: 0 };
  const startedAt = now();
  const seen = new Set<string>();
  const held: TakenMessage[] = [];
  let failuresInARow = 0;
  try {
    while (!interruption.isRequested && seen.size < limit && failuresInARow < maxFailuresInARow) {
      const message = await queue.take();
      if (message === undefined) break;
      const pointer = readPointer(message, result, print);
      if (pointer === undefined || message.sentAt > startedAt || seen.has(pointer.key)) {
        if (pointer !== undefined) result.left++;
        held.push(message);
        continue;
      }
      seen.add(pointer.key);
      progress(`object ${seen.size}: ${result.accepted} records accepted so far`);
      try {
        const report = await redriveObject(pointer);
        if (dryRun) held.push(message);
        else await queue.delete(message);
        failuresInARow = 0;
        note(report, result);
        print(`${seen.size}. ${pointer.key}: ${describe(report, dryRun)}`);
      } catch (error) {
        held.push(message);
        if (dryRun && interruption.isRequested) break;
        failuresInARow++;
        result.failures++;
        print(`${seen.size}. ${pointer.key}: FAILED, its pointer stays: ${error instanceof Error ? error.message : error}`);
      }
    }
    if (failuresInARow === maxFailuresInARow) print(`Stopped: ${maxFailuresInARow} objects failed one after another.`);
  } finally {
    for (const message of held) await queue.release(message);
  }
  return result;
}

function readPointer(message: TakenMessage, result: RedriveResult, print: (line: string) => void): FailedRecordsPointer | undefined {
  try {
    return readFailedRecordsPointer(message.body);
  } catch (error) {
    result.failures++;
    print(`A message stays in the queue: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function note({ accepted, refused }: RedriveReport, result: RedriveResult): void {
  result.objects++;
  result.accepted += accepted;
  for (const [reason, count] of Object.entries(refused)) result.refused[reason] = (result.refused[reason] ?? 0) + count;
}

function describe({ records, accepted, repeated, refused }: RedriveReport, dryRun: boolean): string {
  const parts = [`${records} records`, `${accepted} ${dryRun ? 'would be sent' : 'accepted'}`];
  if (repeated > 0) parts.push(`${repeated} repeated`);
  return [...parts, ...refusals(refused)].join(', ');
}

/** `12 refused (MalformedJson)` for each reason. */
export function refusals(refused: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(refused).map(([reason, count]) => `${count} refused again (${reason})`);
}
