/** The container cannot be listed, or a blob cannot be read. */
export class BlobContainerError extends Error {
  override readonly name = 'BlobContainerError';

  constructor(
    message: string,
    /** The storage service's own code, such as `AuthorizationPermissionMismatch`, where there is one. */
    readonly errorCode?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The state table did not answer as it must. */
export class BlobStatesError extends Error {
  override readonly name = 'BlobStatesError';
}

/** Some hints did not reach the queue: the blobs must be hinted again, so nothing may be noted as done. */
export class HintsNotSentError extends Error {
  override readonly name = 'HintsNotSentError';

  constructor(
    message: string,
    readonly notSent: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A message of the work queue that is no hint: something else writes to the queue, or versions of the functions do not fit. */
export class MalformedHintError extends Error {
  override readonly name = 'MalformedHintError';
}
