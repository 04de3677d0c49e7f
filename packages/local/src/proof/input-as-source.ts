import { trimRecord } from '@audit-bridge/activity-log';
import type { ActivityLogSource, SourceRecord, UnreadableRecord } from '@audit-bridge/operations/events/activity-log-source';
import type { TimeRange } from '@audit-bridge/operations/events/time-range';
import { readSourceRecord } from '@audit-bridge/operations/sources/read-source-record';
import type { RecordSource } from '../records/record-source';

/** A run's own input as a source: what was written into the container and the hub, read anew, from before anything carried it. */
export class InputAsSource implements ActivityLogSource {
  /** Each of its lines must be an event or lie in a failure place, as each of a blob. */
  readonly kind = 'blobs';
  readonly description: string;

  constructor(private readonly input: RecordSource) {
    this.description = input.description;
  }

  async *records({ from, to }: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    let number = 0;
    for await (const { bytes, subscriptionId } of this.input.read()) {
      const place = `record ${++number} of the input`;
      const own = trimRecord(bytes);
      if (own.length === 0) continue;
      const record = readSourceRecord(own, place, { subscriptionIds: this.input.subscriptionIds, ownerId: subscriptionId });
      const timed = 'reason' in record ? { ...record, time: record.time ?? from } : record;
      const time = 'reason' in timed ? timed.time : timed.identity.time;
      if (time >= from && time < to) yield timed;
    }
  }
}
