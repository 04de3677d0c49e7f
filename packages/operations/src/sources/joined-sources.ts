import type { ActivityLogSource, SourceRecord, UnreadableRecord } from '../events/activity-log-source';
import type { TimeRange } from '../events/time-range';

/** Several sources as one, of what was fed: a record that stands in two of them is one. */
export class JoinedSources implements ActivityLogSource {
  readonly kind = 'fed';

  constructor(private readonly parts: readonly ActivityLogSource[]) {}

  get description(): string {
    return this.parts.map(({ description }) => description).join(' and ');
  }

  async *records(range: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    for (const part of this.parts) yield* part.records(range);
  }
}
