/** The way from the AWS role to an Azure token is closed; the message says at which gate, and who opens it. */
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
