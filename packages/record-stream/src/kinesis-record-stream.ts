import { type KinesisClient, PutRecordsCommand, type PutRecordsCommandOutput } from '@aws-sdk/client-kinesis';
import { type RecordStream, type RowOutcome, type StreamLimits, StreamRequestError, type StreamRow } from './record-stream';

export interface KinesisRecordStreamSettings {
  /** A client that does not retry by itself. Called again when its session is not valid any more. */
  readonly connect: () => KinesisClient;
  readonly streamName: string;
}

/** The service means the session, not the request: a client asks for a new one only near the end of what it has. */
const sessionErrors = new Set(['ExpiredTokenException', 'ExpiredToken', 'UnrecognizedClientException', 'InvalidClientTokenId']);
/** The service means what stands in the request. */
const invalidRequestErrors = new Set(['ValidationException', 'InvalidArgumentException', 'SerializationException']);
const requestEntityTooLarge = 413;

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html (MiB: 1,048,576 bytes) */
export const kinesisLimits: StreamLimits = { maxRows: 500, maxRequestBytes: 10 * 1024 * 1024, maxRowBytes: 1024 * 1024 };

/** Rows as records of a Kinesis data stream. */
export class KinesisRecordStream implements RecordStream {
  readonly limits = kinesisLimits;
  #client: KinesisClient;

  constructor(private readonly settings: KinesisRecordStreamSettings) {
    this.#client = settings.connect();
  }

  async put(rows: readonly StreamRow[]): Promise<readonly RowOutcome[]> {
    const client = this.#client;
    const command = new PutRecordsCommand({
      StreamName: this.settings.streamName,
      Records: rows.map(({ bytes, partitionKey }) => ({ PartitionKey: partitionKey, Data: bytes })),
    });
    const answer = await client.send(command).catch((error: unknown) => {
      // Requests that the old client has under way end by themselves: both share their connections.
      if (sessionErrors.has(nameOf(error)) && this.#client === client) this.#client = this.settings.connect();
      throw this.#failed(rows.length, error);
    });
    return this.#outcomes(answer, rows.length);
  }

  #outcomes({ Records = [] }: PutRecordsCommandOutput, sent: number): readonly RowOutcome[] {
    if (Records.length !== sent) {
      const message = `Kinesis answered for ${Records.length} of ${sent} records of ${this.settings.streamName}: which it took is not known.`;
      throw new StreamRequestError(message, 'IncompleteAnswer', false);
    }
    // Taken is what has a sequence number; nothing else counts as that.
    return Records.map(({ ErrorCode, SequenceNumber }) =>
      ErrorCode === undefined && SequenceNumber !== undefined
        ? { kind: 'taken' }
        : { kind: 'retry', errorCode: ErrorCode ?? 'NoSequenceNumber' },
    );
  }

  #failed(rows: number, cause: unknown): StreamRequestError {
    const name = nameOf(cause);
    const status = (cause as { readonly $metadata?: { readonly httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
    const isInvalid = invalidRequestErrors.has(name) || status === requestEntityTooLarge;
    const message = `PutRecords of ${rows} records to ${this.settings.streamName} failed (${name}, status ${status ?? 'none'}).`;
    return new StreamRequestError(message, name, isInvalid, { cause });
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'Unknown');
