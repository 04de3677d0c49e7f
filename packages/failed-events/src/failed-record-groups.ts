import type { FailedRecord } from './failure-place';

/** What an object holds at most, one record aside: it is read into memory as a whole. */
const maxObjectBytes = 8 * 1024 * 1024;

/** Cuts records into the groups that become an object each: of one blob, and not too large. */
export function* failedRecordGroups(records: readonly FailedRecord[]): Generator<readonly FailedRecord[]> {
  let group: FailedRecord[] = [];
  let groupBytes = 0;
  for (const record of records) {
    const bytes = record.bytes?.length ?? 0;
    if (group.length > 0 && (group[0]?.blob !== record.blob || groupBytes + bytes > maxObjectBytes)) {
      yield group;
      group = [];
      groupBytes = 0;
    }
    group.push(record);
    groupBytes += bytes;
  }
  if (group.length > 0) yield group;
}
