/** Azure did not do what it was asked; the message has its own words, and never a token. */
export class RestApiError extends Error {
  override readonly name = 'RestApiError';

  constructor(
    method: string,
    target: URL,
    /** 0: nothing was asked. */
    readonly status: number,
    /** Azure's own, like `AuthorizationFailed`. */
    readonly code: string,
    reason: string,
  ) {
    super(`${method} ${target.host}${target.pathname}: ${status} ${code}: ${reason}`);
  }

  static ofAnswer(method: string, target: URL, status: number, body: string): RestApiError {
    const { code = 'NoCode', message = 'no message' } = readError(body);
    return new RestApiError(method, target, status, code, message);
  }
}

function readError(body: string): { readonly code?: string; readonly message?: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: string; message?: string } };
    return error ?? {};
  } catch {
    return {};
  }
}
