/** The way from an identity of one cloud into the other is closed; the message says at which gate, and who opens it. */
export class WebIdentityError extends Error {
  override readonly name = 'WebIdentityError';

  constructor(
    message: string,
    /** The code of STS or of Entra. */
    readonly errorCode: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
