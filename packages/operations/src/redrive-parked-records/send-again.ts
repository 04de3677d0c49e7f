import type { ParkedBlob, ParkedRecord, ParkingPlace, ParkingReason } from '@audit-bridge/parked-records';
import type { Interruption } from '../interruption';

/** A blob of refused records, as a listing shows it. */
export interface RefusedBlob extends ParkedBlob {
  readonly reason: ParkingReason;
}

export interface SendAgainOptions {
  readonly dryRun: boolean;
  /** Blobs to take at most. */
  readonly limit: number;
  readonly print: (line: string) => void;
  readonly progress: (text: string) => void;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

export interface SendAgainResult {
  blobs: number;
  records: number;
  /** Blobs that stay where they are. */
  failures: number;
}

/** A cause that fails this often in a row is not one blob's: going on would fail for every other one too. */
const maxFailuresInARow = 3;

/**
 * Puts refused records where the forwarder's timer looks. The function that runs there judges them anew, with its present settings: whatever was
 * refused rightly comes back with its present reason, and this command decides about no record.
 *
 * Kept there first, removed here then: a stop between the two sends a record twice, with the same id, and loses none.
 */
export async function sendAgain(
  place: ParkingPlace,
  blobs: readonly RefusedBlob[],
  { dryRun, interruption, limit, print, progress }: SendAgainOptions,
): Promise<SendAgainResult> {
  const result: SendAgainResult = { blobs: 0, records: 0, failures: 0 };
  let failuresInARow = 0;
  for (const [index, blob] of blobs.slice(0, limit).entries()) {
    if (interruption.isRequested || failuresInARow === maxFailuresInARow) break;
    progress(`blob ${index + 1} of ${Math.min(limit, blobs.length)}, ${result.records} records so far`);
    try {
      const records = (await place.read(blob.name)) ?? [];
      if (!dryRun) {
        await place.put(records.map(record => undelivered(record, blob.reason)));
        await place.remove(blob.name);
      }
      failuresInARow = 0;
      result.blobs++;
      result.records += records.length;
      print(`${index + 1}. ${blob.name}: ${records.length} records${dryRun ? `: ${records[0]?.message ?? 'gone meanwhile'}` : ''}`);
    } catch (error) {
      failuresInARow++;
      result.failures++;
      print(`${index + 1}. ${blob.name}: FAILED, it stays: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failuresInARow === maxFailuresInARow) print(`Stopped: ${maxFailuresInARow} blobs failed one after another.`);
  return result;
}

function undelivered(record: ParkedRecord, reason: ParkingReason): ParkedRecord {
  return {
    ...record,
    redrives: (record.redrives ?? 0) + 1,
    reason: 'Undelivered',
    message: `An operator sends it again; it was refused before (${reason}).`,
  };
}
