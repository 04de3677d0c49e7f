/** An account, or something in it, could not be read; the message says what to do. */
export class AccountNotReadError extends Error {
  override readonly name = 'AccountNotReadError';

  constructor(
    message: string,
    /** The service's code, such as `AccessDenied`. */
    readonly code: string,
    /** The service's id of the request: what its support asks for. */
    readonly requestId?: string,
  ) {
    super(message);
  }
}
