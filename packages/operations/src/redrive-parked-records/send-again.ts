import type { ParkedBlob, ParkedRecord, ParkingPlace, ParkingReason } from '@audit-bridge/parked-records';
import { type OneByOneOptions, oneByOne } from '../one-by-one';

/** A blob of refused records, as a listing shows it. */
export interface RefusedBlob extends ParkedBlob {
  readonly reason: ParkingReason;
}

export interface SendAgainResult {
  readonly blobs: number;
  readonly records: number;
  /** Blobs that stay where they are. */
  readonly failures: number;
}

/**
 * Puts refused records where the forwarder's timer looks. The function that runs there judges them anew, with its present settings: whatever was
 * refused rightly comes back with its present reason, and this command decides about no record.
 *
 * Kept there first, removed here then: a stop between the two sends a record twice, with the same id, and loses none.
 */
export async function sendAgain(place: ParkingPlace, blobs: readonly RefusedBlob[], options: OneByOneOptions): Promise<SendAgainResult> {
  const { dryRun } = options;
  const take = async (blob: RefusedBlob) => {
    const records = (await place.read(blob.name)) ?? [];
    if (dryRun) return { records: records.length, remark: `: ${records[0]?.message ?? 'gone meanwhile'}` };
    await place.put(records.map(record => undelivered(record, blob.reason)));
    await place.remove(blob.name);
    return { records: records.length };
  };
  const { taken, ...result } = await oneByOne(blobs, { kind: 'blob', nameOf: ({ name }) => name, take }, options);
  return { blobs: taken, ...result };
}

function undelivered(record: ParkedRecord, reason: ParkingReason): ParkedRecord {
  return {
    ...record,
    redrives: (record.redrives ?? 0) + 1,
    reason: 'Undelivered',
    message: `An operator sends it again; it was refused before (${reason}).`,
  };
}
