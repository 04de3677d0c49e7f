/** The bucket is not in the account and Region of the environment, or these credentials may not see it. */
export class QuarantineNotReadableError extends Error {
  override readonly name = 'QuarantineNotReadableError';
}

/** What lies there is not what the streaming job has written: sent on, it would be forged. */
export class DamagedQuarantineObjectError extends Error {
  override readonly name = 'DamagedQuarantineObjectError';
}

/** Some records may not be on the stream; all of the object's are sent again by the next run. */
export class StreamRefusedRecordsError extends Error {
  override readonly name = 'StreamRefusedRecordsError';

  constructor(streamName: string, rows: number, errorCode: string) {
    super(`The stream ${streamName} did not take ${rows} records in time (${errorCode}). Run the command again later.`);
  }
}
