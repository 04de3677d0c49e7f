/** One POST. */
export interface ExchangeRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** For the whole exchange, the answer's body included. */
  readonly timeoutMilliseconds: number;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @throws {NoAnswerError} */
export type SendRequest = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

/** No answer came: whether the service took the request is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';

  constructor(
    /** `ECONNRESET`, `ENOTFOUND`, …, or `Timeout`. */
    readonly code: string,
  ) {
    super(`No answer came (${code}).`);
  }
}

/** The address of a service cannot be used. */
export class InvalidEndpointError extends Error {
  override readonly name = 'InvalidEndpointError';
}

const isLoopback = ({ hostname }: URL) => hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';

/**
 * Where requests go: never over plain HTTP, except to this machine itself. A token or a signature would be anybody's.
 *
 * @throws {InvalidEndpointError}
 */
export function endpointUrl(endpoint: string, path: string): string {
  const url = URL.canParse(endpoint) ? new URL(path, endpoint) : undefined;
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url)))
    throw new InvalidEndpointError(`The endpoint '${endpoint}' is no https:// address.`);
  return url.href;
}
