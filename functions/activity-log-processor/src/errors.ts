/** Base of the errors that end a run over a blob: nothing is lost by them, the blob is looked at again. */
export class BlobProcessingError extends Error {
  override readonly name: string = 'BlobProcessingError';
}

export class BlobReadStalledError extends BlobProcessingError {
  override readonly name = 'BlobReadStalledError';

  constructor(path: string, offset: number, lengthBytes: number) {
    super(
      `${path}: a read at offset ${offset} of ${lengthBytes} brought no bytes. The next run tries again; look at the storage account if this repeats.`,
    );
  }
}

export class DeliveryTimedOutError extends BlobProcessingError {
  override readonly name = 'DeliveryTimedOutError';

  constructor(undelivered: number, attempts: number, lastErrorCode: string, options?: ErrorOptions) {
    super(
      `The destination did not take ${undelivered} events in ${attempts} attempts before the deadline (last: ${lastErrorCode}). Nothing is lost: the message comes back. Look at the destination's quota if this repeats.`,
      options,
    );
  }
}

/** The run is ending for another reason, so a delivery gives up waiting. */
export class DeliveryAbandonedError extends BlobProcessingError {
  override readonly name = 'DeliveryAbandonedError';

  constructor() {
    super('The run stops, so the delivery was not tried again.');
  }
}

export class IncompleteAnswerError extends BlobProcessingError {
  override readonly name = 'IncompleteAnswerError';

  constructor(sent: number, answered: number) {
    super(`The destination's client answered for ${answered} of ${sent} events. It must give an outcome for each: mend the client.`);
  }
}
