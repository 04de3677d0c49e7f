import type { ParkedRecord } from './parked-record';
import { piecesOf } from './pieces-of';

/** What a blob holds at most, one record aside: it is read into memory as a whole. */
const maxBlobBytes = 8 * 1024 * 1024;

/**
 * Cuts records into the groups that become a blob each.
 *
 * A refused record is grouped with those of its own message and reason only: whatever other messages an attempt has beside it, the same blob is
 * written. Undelivered ones come in thousands when Kinesis is away, and share blobs; an attempt that is repeated may write some of them twice.
 */
export function* parkedRecordGroups(records: readonly ParkedRecord[]): Generator<readonly ParkedRecord[]> {
  const groups = new Map<string, ParkedRecord[]>();
  for (const record of records) {
    const key = groupOf(record);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  for (const group of groups.values()) yield* piecesOf(group, maxBlobBytes);
}

function groupOf({ enqueuedAt, partitionId, reason, sequenceNumber }: ParkedRecord): string {
  // By the hour, so that the names' order is that of the messages.
  return reason === 'Undelivered' ? `${partitionId} ${enqueuedAt?.slice(0, 13)}` : `${partitionId} ${sequenceNumber} ${reason}`;
}
