/** One row of a request. */
export interface StreamRow {
  /** 1 to 256 characters; spreads the rows over the shards. */
  readonly partitionKey: string;
  readonly bytes: Buffer;
}

/** What became of one row of a request. */
export type RowOutcome =
  | { readonly kind: 'taken' }
  /** The stream asks for another attempt (throttling of a shard, an internal failure). */
  | { readonly kind: 'retry'; readonly errorCode: string };

export interface StreamLimits {
  readonly maxRows: number;
  /** Of all rows of a request, their partition keys included. */
  readonly maxRequestBytes: number;
  /** Of one row, its partition key included. */
  readonly maxRowBytes: number;
}

/** The stream that takes the records: Kinesis. */
export interface RecordStream {
  readonly limits: StreamLimits;
  /**
   * One attempt to put rows into the stream.
   *
   * @returns an outcome per row, in the order of the rows
   * @throws {StreamRequestError} when the request as a whole failed; some of its rows may have been taken all the same
   */
  put(rows: readonly StreamRow[]): Promise<readonly RowOutcome[]>;
}

export class StreamRequestError extends Error {
  override readonly name = 'StreamRequestError';

  constructor(
    message: string,
    readonly errorCode: string,
    /** The service calls the request invalid: another attempt cannot help, but fewer rows can, when one of them is the reason. */
    readonly isInvalid: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
