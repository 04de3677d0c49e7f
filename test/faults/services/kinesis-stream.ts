export interface PutRow {
  readonly Data: Buffer;
  readonly PartitionKey: string;
}

export interface PutRowResult {
  readonly SequenceNumber?: string;
  readonly ShardId?: string;
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
}

/** A row that fails this time; it can have been taken all the same. */
export interface RowFailure {
  readonly errorCode: string;
  readonly isTaken: boolean;
}

export interface KinesisLimits {
  readonly maxRows: number;
  readonly maxRequestBytes: number;
  readonly maxRowBytes: number;
}

/** An error as the AWS SDK throws it. */
export class ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number | undefined };

  constructor(
    override readonly name: string,
    httpStatusCode: number | undefined,
  ) {
    super(`The service answered ${name}.`);
    this.$metadata = { httpStatusCode };
  }
}

/**
 * The semantics of PutRecords: failures per row inside a 200, and a request that breaks a rule fails as a whole.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 */
export class KinesisStream {
  #sequence = 0;

  constructor(
    private readonly limits: KinesisLimits,
    /** A row that makes its whole request invalid. */
    private readonly invalidates: (row: PutRow) => boolean,
    private readonly onTaken: (bytes: Buffer) => void,
  ) {}

  /** @throws {ServiceError} */
  putRecords(rows: readonly PutRow[], failureOf: (row: PutRow) => RowFailure | undefined): readonly PutRowResult[] {
    if (this.#breaksLimit(rows) || rows.some(this.invalidates)) throw new ServiceError('InvalidArgumentException', 400);
    return rows.map(row => {
      const failure = failureOf(row);
      if (failure === undefined || failure.isTaken) this.onTaken(row.Data);
      if (failure !== undefined) return { ErrorCode: failure.errorCode, ErrorMessage: 'simulated' };
      return { SequenceNumber: String(++this.#sequence), ShardId: 'shardId-000000000000' };
    });
  }

  #breaksLimit(rows: readonly PutRow[]): boolean {
    const { maxRequestBytes, maxRowBytes, maxRows } = this.limits;
    const sizes = rows.map(({ Data, PartitionKey }) => Data.length + Buffer.byteLength(PartitionKey));
    return (
      rows.length === 0 ||
      rows.length > maxRows ||
      sizes.some(size => size > maxRowBytes) ||
      sizes.reduce((sum, size) => sum + size, 0) > maxRequestBytes ||
      rows.some(({ PartitionKey }) => PartitionKey.length < 1 || PartitionKey.length > 256)
    );
  }
}
