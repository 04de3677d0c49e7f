import { parseBlobPath } from '@audit-bridge/activity-log-blobs';
import type { FailedRecord, RedriveReport } from '@audit-bridge/failed-events';
import type { BlobRun, ProcessorPorts } from './blob-run';
import { deliverBatch } from './deliver-batch';
import { type EventBatch, EventBatches, failedRecord } from './event-batches';
import { type BlobSource, readLine } from './line-outcome';
import { runDeadline } from './run-deadline';

export interface RedriveRun extends Pick<BlobRun, 'settings' | 'counts' | 'deadline'> {
  /** All records of one object: of one blob. */
  readonly records: readonly FailedRecord[];
  readonly ports: Pick<ProcessorPorts, 'events' | 'failures' | 'clock' | 'randomness'>;
  readonly dryRun: boolean;
}

/** Parts of a line, or a place where one was lost: no mapping can ever make an event of these. */
const neverEvents = new Set(['LineTooLong', 'BlobDeleted']);

/**
 * Takes refused records through the mapping and to the destination once more, after a fix. What is refused again is kept again, with its
 * present reason, before this returns: then the old pointer may go.
 *
 * @throws when the destination or the failure place fails; what was accepted until then will be repeated with the same ids
 */
export async function redriveFailedRecords(run: RedriveRun): Promise<RedriveReport> {
  const { counts, dryRun, ports, records, settings } = run;
  const [first] = records;
  const source: BlobSource = {
    path: first?.blob ?? '',
    createdOn: first?.createdOn ?? '',
    subscriptionId: parseBlobPath(first?.blob ?? '')?.subscriptionId,
  };
  const delivery = { ...ports, counts, lastAttemptAt: runDeadline(run.deadline, ports.clock).lastAttemptAt, isStopped: () => false };
  const batches = new EventBatches(source, { limits: ports.events.limits, counts }, undefined);
  const refusedAgain: FailedRecord[] = records.filter(isNeverEvent);
  let accepted = 0;

  const settle = async (batch: EventBatch | undefined) => {
    if (batch === undefined) return;
    const refused = dryRun ? [] : await deliverBatch(batch.events, delivery);
    accepted += batch.events.length - refused.length;
    refusedAgain.push(
      ...batch.failed,
      ...refused.map(({ batched, errorCode, message }) => failedRecord(batched.line, source, errorCode, message)),
    );
  };
  for (const { bytes, offset } of records.filter(record => !isNeverEvent(record))) {
    if (bytes === undefined) continue;
    const line = { kind: 'line', offset, bytes, endOffset: offset + bytes.length } as const;
    await settle(batches.add(line, readLine(line, source, settings)));
  }
  await settle(batches.close());
  if (!dryRun && refusedAgain.length > 0) await ports.failures.put(refusedAgain);
  counts.eventsRefused += refusedAgain.length;
  return { records: records.length, accepted, repeated: counts.eventsRepeated, refused: countReasons(refusedAgain) };
}

function isNeverEvent({ bytes, reason }: FailedRecord): boolean {
  return bytes === undefined || neverEvents.has(reason);
}

function countReasons(records: readonly FailedRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of records) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
