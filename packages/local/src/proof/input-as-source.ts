import { trimRecord } from '@audit-bridge/activity-log';
import type { ActivityLogSource, SourceRecord, UnreadableRecord } from '@audit-bridge/operations/events/activity-log-source';
import type { TimeRange } from '@audit-bridge/operations/events/time-range';
import { readSourceRecord } from '@audit-bridge/operations/sources/read-source-record';
import type { RecordSource } from '../records/record-source';

/** What brought the input into a pipeline. */
export interface InputCarrier {
  /** Whether it can have brought a record at all. */
  readonly takes: (record: Buffer) => boolean;
  /** Whether the pipeline sees by it whose a record is. */
  readonly tellsOwner: boolean;
}

/** A run's own input as a source: what was written into the container or the hub, read anew, from before anything carried it. */
export class InputAsSource implements ActivityLogSource {
  /** Each of its lines must be an event or lie in a failure place. */
  readonly kind = 'fed';
  readonly description: string;

  constructor(
    private readonly input: RecordSource,
    private readonly carrier: InputCarrier,
  ) {
    this.description = input.description;
  }

  /** Lines that the pipeline was given. */
  async count(): Promise<number> {
    let count = 0;
    for await (const { bytes } of this.input.read()) if (this.#isGiven(bytes)) count++;
    return count;
  }

  async *records({ from, to }: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    let number = 0;
    for await (const { bytes, subscriptionId } of this.input.read()) {
      const place = `record ${++number} of the input`;
      if (!this.#isGiven(bytes)) continue;
      const record = readSourceRecord(trimRecord(bytes), place, {
        subscriptionIds: this.input.subscriptionIds,
        ownerId: this.carrier.tellsOwner ? subscriptionId : undefined,
      });
      const timed = 'reason' in record ? { ...record, time: record.time ?? from } : record;
      const time = 'reason' in timed ? timed.time : timed.identity.time;
      if (time >= from && time < to) yield timed;
    }
  }

  #isGiven(bytes: Buffer): boolean {
    return trimRecord(bytes).length > 0 && this.carrier.takes(bytes);
  }
}
