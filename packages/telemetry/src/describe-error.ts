/** What a log shows of an error: never the request or the response that SDKs hang on it, because they hold headers and bodies. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  /** A service's code, such as `ServerBusy`. */
  readonly code?: string | number;
  readonly statusCode?: number;
  /** The service's id of the request: what its support asks for. */
  readonly requestId?: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
  readonly errors?: readonly ErrorDescription[];
}

const maxDepth = 5;
const maxErrors = 10;

interface ServiceError extends Error {
  readonly code?: unknown;
  readonly errorCode?: unknown;
  readonly statusCode?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

export function describeError(error: unknown, depth = 1): ErrorDescription {
  if (!(error instanceof Error))
    return { name: typeof error, message: typeof error === 'string' ? error : 'A value that is no error was thrown.' };
  const { code, errorCode, statusCode, $metadata } = error as ServiceError;
  const deeper = depth < maxDepth;
  return {
    name: error.name,
    message: error.message,
    code: primitive(code) ?? primitive(errorCode),
    statusCode: typeof statusCode === 'number' ? statusCode : $metadata?.httpStatusCode,
    requestId: $metadata?.requestId,
    stack: depth === 1 ? frames(error) : undefined,
    cause: deeper && error.cause !== undefined ? describeError(error.cause, depth + 1) : undefined,
    errors:
      deeper && error instanceof AggregateError ? error.errors.slice(0, maxErrors).map(one => describeError(one, depth + 1)) : undefined,
  };
}

/** The stack without its first lines, which repeat the message. */
const frames = ({ stack = '' }: Error) =>
  stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n');

const primitive = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : undefined);
