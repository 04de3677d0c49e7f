import { type OneByOneOptions, oneByOne } from '../one-by-one';
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

export interface ReplayResult {
  readonly objects: number;
  readonly records: number;
  /** Objects that stay where they are. */
  readonly failures: number;
}

/**
 * Puts objects' records back onto the stream, one object after another. It is deleted when the stream has taken each of its records: a stop sends some of
 * them twice, with the same ids, and loses none.
 *
 * @param keys listed before anything is sent: what the job sets aside again meanwhile is another run's
 */
export async function replay(
  { quarantine, stream }: { readonly quarantine: Quarantine; readonly stream: ReplayStream },
  keys: readonly string[],
  options: OneByOneOptions,
): Promise<ReplayResult> {
  const take = async (key: string) => {
    const records = await quarantine.read(key);
    if (!options.dryRun) {
      await stream.put(records.map(({ bytes }) => bytes));
      await quarantine.delete(key);
    }
    return { records: records.length };
  };
  const { taken, ...result } = await oneByOne(keys, { kind: 'object', nameOf: key => key, take }, options);
  return { objects: taken, ...result };
}
