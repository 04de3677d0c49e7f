import type { EventIdentity } from './event-identity';
import type { TimeRange } from './time-range';

/** A record as a source holds it. */
export interface SourceRecord {
  readonly identity: EventIdentity;
  readonly bytes: Buffer;
  /** For a person: a blob and an offset, or a page of the REST interface. */
  readonly place: string;
  /** Where a blob holds it: with the blob's state it tells whether the pipeline has passed it. */
  readonly line?: { readonly blob: string; readonly offset: number };
}

/** What a source holds and no pipeline takes: it has no place in a comparison, but is told. */
export interface UnreadableRecord {
  readonly place: string;
  readonly reason: string;
}

/** Where the activity log can be read once more: the blobs of the storage account, or the Activity Log REST interface. */
export interface ActivityLogSource {
  /** For a person. */
  readonly description: string;
  /** Records whose own time is in the range, in no order. */
  records(range: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord>;
}
