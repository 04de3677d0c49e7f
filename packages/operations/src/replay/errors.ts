import type { StreamRequestError } from '@audit-bridge/record-stream';

/** The bucket is not in the account and Region of the environment, or these credentials may not see it. */
export class QuarantineNotReadableError extends Error {
  override readonly name = 'QuarantineNotReadableError';
}

/** What lies there is not what the streaming job has written: sent on, it would be forged. */
export class DamagedQuarantineObjectError extends Error {
  override readonly name = 'DamagedQuarantineObjectError';
}

/** The stream is not there, or these credentials may not write to it: no record of the request is taken. */
export class StreamNotUsableError extends Error {
  override readonly name = 'StreamNotUsableError';

  constructor(streamName: string, cause: StreamRequestError) {
    const why = cause.cause instanceof Error ? `${cause.errorCode}: ${cause.cause.message}` : cause.errorCode;
    super(
      `The stream ${streamName} cannot be written to (${why}). Is the pipeline deployed, and may these credentials put records into it, and use its key?`,
      { cause },
    );
  }
}

export interface RefusedRecords {
  readonly streamName: string;
  /** Of the first of them. */
  readonly errorCode: string;
  /** Records that the stream calls invalid. */
  readonly refused: number;
  /** Records that it did not take in time. */
  readonly undelivered: number;
  readonly timeoutSeconds: number;
}

/** Some records may not be on the stream; all of the object's are sent again by the next run. */
export class StreamRefusedRecordsError extends Error {
  override readonly name = 'StreamRefusedRecordsError';

  constructor({ errorCode, refused, streamName, timeoutSeconds, undelivered }: RefusedRecords) {
    super(
      refused > 0
        ? `The stream ${streamName} calls ${refused} records invalid (${errorCode}). Another run would end like this one: look at the object.`
        : `The stream ${streamName} did not take ${undelivered} records within ${timeoutSeconds} s (${errorCode}). Run the command again later.`,
    );
  }
}

/** The stream is not there, or these credentials may not read it. */
export class StreamNotReadableError extends Error {
  override readonly name = 'StreamNotReadableError';

  constructor(streamName: string, cause: Error) {
    super(
      `The stream ${streamName} cannot be read (${cause.name}: ${cause.message}). Is the pipeline deployed, and may these credentials list its shards, get records from it, and use its key?`,
      { cause },
    );
  }
}
