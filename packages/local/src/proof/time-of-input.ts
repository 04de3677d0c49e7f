import { readRecord } from '@audit-bridge/activity-log';
import { dayMilliseconds, startOfDay } from '@audit-bridge/activity-log-blobs';
import type { TimeRange } from '@audit-bridge/operations/events/time-range';
import type { RecordSource } from '../records/record-source';

/** The UTC days from the first to the last event of an input; undefined where none can be read. */
export async function timeOf(input: RecordSource): Promise<TimeRange | undefined> {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for await (const { bytes } of input.read()) {
    const outcome = readRecord(bytes);
    if (outcome.kind === 'refused') continue;
    first = Math.min(first, outcome.record.timeMilliseconds);
    last = Math.max(last, outcome.record.timeMilliseconds);
  }
  return first > last ? undefined : { from: new Date(startOfDay(first)), to: new Date(startOfDay(last) + dayMilliseconds) };
}
