/** A record, or a piece of a blob, that a destination will never take, with all that a person needs to send it again after a fix. */
export interface FailedRecord {
  /** A word from `RefusalReason` of the activity log, or the destination's own error code. */
  readonly reason: string;
  /** One sentence for a person; never a part of the record's body. */
  readonly message: string;
  /** The whole name of the blob that the record stands in. */
  readonly blob: string;
  /** UTC ISO 8601 creation time of that blob; undefined where nobody has read it (a deleted blob). */
  readonly createdOn: string | undefined;
  /** Byte offset of the record's line in the blob. */
  readonly offset: number;
  /** Bytes of the line, without its line feed. */
  readonly lengthBytes: number;
  /** The line's original bytes; undefined only where they cannot be had any more (a deleted blob). */
  readonly bytes: Buffer | undefined;
}

/** Where refused records stay, with their original bytes, until somebody has looked at them. */
export interface FailurePlace {
  /**
   * Keeps the records and points the failed-events queue at them. When it returns, both are done.
   *
   * @throws {FailurePlaceError} when they could not be kept; the caller must not commit past them
   */
  put(records: readonly FailedRecord[]): Promise<void>;
}
