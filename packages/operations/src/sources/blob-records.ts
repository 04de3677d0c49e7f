import { trimRecord } from '@audit-bridge/activity-log';
import { type BlobContainer, parseBlobPath } from '@audit-bridge/activity-log-blobs';
import { type SourceRecord, timeOf, type UnreadableRecord } from '../events/activity-log-source';
import type { TimeRange } from '../events/time-range';
import { blobLines, type WholeLine } from './blob-lines';
import { readSourceRecord, type SourceRules } from './read-source-record';

export interface BlobReading {
  readonly container: BlobContainer;
  readonly range: TimeRange;
  readonly subscriptionIds: readonly string[];
}

/** One blob's records whose own time is in the range, some at a time. */
export async function* recordsOfBlob(
  path: string,
  { container, range, subscriptionIds }: BlobReading,
): AsyncGenerator<readonly (SourceRecord | UnreadableRecord)[]> {
  const { hourMilliseconds: hour = range.from.getTime(), subscriptionId: ownerId } = parseBlobPath(path) ?? {};
  for await (const { lastModified, lines } of blobLines(container, path)) {
    const writtenBefore = new Date(lastModified);
    const records = lines.flatMap(line => readLine(line, { path, hour: new Date(hour), rules: { subscriptionIds, ownerId } }));
    const inRange = records.filter(record => timeOf(record) >= range.from.getTime() && timeOf(record) < range.to.getTime());
    if (inRange.length > 0) yield inRange.map(record => ({ ...record, writtenBefore }));
  }
}

interface LineReading {
  readonly path: string;
  /** Of receipt: stands for the time of what has none. */
  readonly hour: Date;
  readonly rules: SourceRules;
}

/** Nothing for a blank line. */
function readLine({ bytes, offset }: WholeLine, { hour, path, rules }: LineReading): readonly (SourceRecord | UnreadableRecord)[] {
  const place = `${path} at byte ${offset}`;
  // Its pieces are kept by themselves, so there is no id to ask for.
  if (bytes === undefined) return [{ id: '', place, reason: 'LineTooLong', time: hour }];
  const own = trimRecord(bytes);
  if (own.length === 0) return [];
  const record = readSourceRecord(own, place, rules);
  return 'reason' in record ? [{ ...record, time: record.time ?? hour }] : [{ ...record, line: { blob: path, offset } }];
}
