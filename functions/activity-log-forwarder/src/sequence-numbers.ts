/** How far a partition's messages are taken care of. */
export interface PartitionProgress {
  /** Of the last message that a run was done with: forwarded or parked. */
  readonly sequenceNumber: number;
  /** When the event hub took that message, UTC ISO 8601. */
  readonly enqueuedAt: string | undefined;
}

export interface StoredProgress {
  readonly progress: PartitionProgress;
  readonly etag: string;
}

/** The last sequence number of each partition, kept outside of the process: by it a gap, which is a loss, is seen. */
export interface SequenceNumbers {
  /**
   * @returns undefined when nothing is known of the partition yet
   * @throws {SequenceNumbersError}
   */
  read(partitionId: string): Promise<StoredProgress | undefined>;

  /**
   * Writes on the condition that nobody has written since.
   *
   * @param etag of the progress that this one takes the place of; undefined when there was none
   * @returns the new etag, or undefined when somebody else has written
   * @throws {SequenceNumbersError}
   */
  write(partitionId: string, progress: PartitionProgress, etag: string | undefined): Promise<string | undefined>;
}

/** The last sequence numbers cannot be read or written. */
export class SequenceNumbersError extends Error {
  override readonly name = 'SequenceNumbersError';
}
