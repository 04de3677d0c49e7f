import type { EventIdentity } from './event-identity';
import type { TimeRange } from './time-range';

/** A record as a source holds it. */
export interface SourceRecord {
  readonly identity: EventIdentity;
  /** Its own bytes, from the opening to the closing brace, never printed again: its id depends on them. */
  readonly bytes: Buffer;
  /** For a person: a blob and an offset, or a page of the REST interface. */
  readonly place: string;
  /** Where a blob holds it: with the blob's state it tells whether the pipeline has passed it. */
  readonly line?: { readonly blob: string; readonly offset: number };
  /** The latest moment at which Azure can have written it there: a record of a moment ago cannot have arrived anywhere yet. */
  readonly writtenBefore?: Date;
  /** Somebody stopped between writing down that it will be sent and writing down that it was: perhaps it never was. */
  readonly isUncertain?: boolean;
}

/** What a source holds and no pipeline takes for an event: it must lie in a failure place, or be told. */
export interface UnreadableRecord {
  /** What a failure place knows it by: the id that it would have had, else the SHA-256 of its bytes. */
  readonly id: string;
  readonly place: string;
  /** A word of `RefusalReason`. */
  readonly reason: string;
  /** Its own time, or that of the blob or page; which hour it counts in. */
  readonly time: Date;
  readonly writtenBefore?: Date;
  readonly isUncertain?: boolean;
  /** What a failure place knows the whole message by that it was sent in: it may lie there with the others of it. */
  readonly messageId?: string;
}

/** Where the activity log can be read once more: the blobs of the storage account, the Activity Log REST interface, or what a pipeline was fed with. */
export interface ActivityLogSource {
  readonly kind: 'blobs' | 'rest' | 'fed';
  /** For a person. */
  readonly description: string;
  /**
   * Records whose own time is in the range, in no order; of what has no readable time, that whose blob or page is about the range.
   * Each reading reads anew.
   */
  records(range: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord>;
}

export const isUnreadable = (record: SourceRecord | UnreadableRecord): record is UnreadableRecord => 'reason' in record;

/** Milliseconds since 1970 UTC. */
export const timeOf = (record: SourceRecord | UnreadableRecord): number => (isUnreadable(record) ? record : record.identity).time.getTime();
