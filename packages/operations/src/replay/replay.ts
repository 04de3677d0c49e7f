import type { Interruption } from '../interruption';
import type { QuarantinedRecord } from './quarantined-records';

export type ReplayedFolder = 'refused' | 'routed';

/** What the streaming job has set aside, as objects of records. */
export interface Quarantine {
  /** @throws {DamagedQuarantineObjectError} */
  read(key: string): Promise<readonly QuarantinedRecord[]>;
  delete(key: string): Promise<void>;
}

/** Takes records' bytes, all of them or with an error. */
export interface ReplayStream {
  /**
   * @throws {StreamNotUsableError}
   * @throws {StreamRefusedRecordsError} when some may not have been taken
   */
  put(records: readonly Buffer[]): Promise<void>;
}

export interface ReplayOptions {
  readonly dryRun: boolean;
  /** Objects to take at most. */
  readonly limit: number;
  readonly print: (line: string) => void;
  readonly progress: (text: string) => void;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

export interface ReplayResult {
  objects: number;
  records: number;
  /** Objects that stay where they are. */
  failures: number;
}

/** A cause that fails this often in a row is not one object's: going on would fail for every other one too. */
const maxFailuresInARow = 3;

/**
 * Puts objects' records back onto the stream, one object after another. It is deleted when the stream has taken each of its records: a stop sends some of
 * them twice, with the same ids, and loses none.
 *
 * @param keys listed before anything is sent: what the job sets aside again meanwhile is another run's
 */
export async function replay(
  { quarantine, stream }: { readonly quarantine: Quarantine; readonly stream: ReplayStream },
  keys: readonly string[],
  { dryRun, interruption, limit, print, progress }: ReplayOptions,
): Promise<ReplayResult> {
  const result: ReplayResult = { objects: 0, records: 0, failures: 0 };
  let failuresInARow = 0;
  for (const [index, key] of keys.slice(0, limit).entries()) {
    if (interruption.isRequested || failuresInARow === maxFailuresInARow) break;
    progress(`object ${index + 1} of ${Math.min(limit, keys.length)}, ${result.records} records so far`);
    try {
      const records = await quarantine.read(key);
      if (!dryRun) {
        await stream.put(records.map(({ bytes }) => bytes));
        await quarantine.delete(key);
      }
      failuresInARow = 0;
      result.objects++;
      result.records += records.length;
      print(`${index + 1}. ${key}: ${records.length} records`);
    } catch (error) {
      failuresInARow++;
      result.failures++;
      print(`${index + 1}. ${key}: FAILED, it stays: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failuresInARow === maxFailuresInARow) print(`Stopped: ${maxFailuresInARow} objects failed one after another.`);
  return result;
}
