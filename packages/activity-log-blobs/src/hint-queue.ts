/** "Look at this blob": the processor takes nothing else from a message; it reads the state and goes to the blob's present end. */
export interface BlobHint {
  readonly path: string;
  readonly etag: string;
  /** What was committed when the hint was sent. */
  readonly committedOffset: number;
  /** 0 from the aggregator; a processor that stops before its deadline sends the next number. */
  readonly continuation: number;
}

export interface HintQueue {
  /**
   * Sends every hint, in batches. SQS swallows an equal deduplication id for five minutes, so the id holds all four fields.
   *
   * @throws {HintsNotSentError} when one of them could not be sent after retries
   */
  send(hints: readonly BlobHint[]): Promise<void>;
}
