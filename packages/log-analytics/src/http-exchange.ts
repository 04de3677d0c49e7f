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
