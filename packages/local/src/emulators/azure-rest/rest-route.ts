import type { IncomingHttpHeaders } from 'node:http';

export interface AzureRequest {
  readonly method: string;
  readonly path: string;
  /** What the path's `{names}` stand for, decoded, as the caller spelled it. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The JSON of the body; undefined where there is none. */
  readonly body: unknown;
  /** Who asks: `oid` of the token. */
  readonly callerId: string;
  /** `https://127.0.0.1:<port>` of the stand-in: links to further pages begin with it. */
  readonly url: string;
}

export interface AzureAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default none */
  readonly body?: object;
  /** In place of `body`: JSON that is sent as it is, for whom its bytes count. */
  readonly text?: string;
}

/** What a stand-in answers at one path: one file a resource type has all of its routes. */
export interface AzureRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Like `/subscriptions/{subscriptionId}/providers/{namespace}`; compared in any case. `{scope*}` takes slashes too. */
  readonly path: string;
  /** Those that the route knows, where the service demands one. @default any date */
  readonly apiVersions?: readonly string[];
  /** @throws {AzureRefusal} */
  answer(request: AzureRequest): Promise<AzureAnswer> | AzureAnswer;
}

/** A service refuses what it was asked. */
export class AzureRefusal extends Error {
  override readonly name = 'AzureRefusal';

  constructor(
    readonly status: number,
    /** Like `ResourceNotFound`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** `{name}` stands for one part of the path, `{name*}` for several. */
export function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.$()+?^|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\*\}/g, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}/?$`, 'i');
}
