/** A record in a failure place. */
export interface RefusedRecord {
  /** The id that the record would have had in a destination. */
  readonly id: string;
  readonly correlationId: string | undefined;
  readonly reason: string;
  readonly refusedAt: Date | undefined;
  readonly place: string;
}

/** Where a pipeline keeps what it could not deliver: a bucket with its queue, a container, a dead-letter queue. */
export interface FailurePlace {
  readonly pipeline: 'cloudtrail-lake' | 'security-lake' | 'access-keys';
  /** For a person, like `quarantine`. */
  readonly name: string;
  /** The command that empties it after a fix, or what else to do. */
  readonly remedy: string;
  /** How many objects, blobs or messages lie there. */
  depth(): Promise<number>;
  /** By uid or correlation id; nothing where the place keeps no records. */
  find(id: string): AsyncIterable<RefusedRecord>;
  /** What has one of these uids or correlation ids: one reading of the place, however many they are. */
  findAny(ids: ReadonlySet<string>): AsyncIterable<RefusedRecord>;
}
