import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpMethods,
} from '@azure/core-rest-pipeline';
import { RestApiError } from './rest-api-error';

/** A REST interface of Azure: JSON in, JSON out; what is throttled or fails for a moment is tried again. */
export interface RestApi {
  /** @throws {RestApiError} for an answer that is no success */
  get<T>(path: string): Promise<T>;
  /** Every item of every page. @throws {RestApiError} */
  list<T>(path: string): AsyncIterable<T>;
  /** Every page as it came: for whom the bytes themselves count. @throws {RestApiError} */
  pages(path: string): AsyncIterable<string>;
  /** @throws {RestApiError} */
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

export interface RestApiSettings {
  /** Like `https://management.azure.com`. */
  readonly url: string;
  readonly credential: TokenCredential;
  readonly scope: string;
  /** A certificate authority to trust: of a stand-in on this machine. */
  readonly ca?: string;
  /** Ends what is asked. @default nothing does */
  readonly requests?: AbortSignal | undefined;
}

interface Page<T> {
  readonly value?: readonly T[];
  readonly nextLink?: string;
  /** Microsoft Graph's own word for it. */
  readonly '@odata.nextLink'?: string;
}

export function restApi({ url, credential, scope, ca, requests }: RestApiSettings): RestApi {
  const pipeline = createPipelineFromOptions({ ...(ca === undefined ? {} : { tlsOptions: { ca } }) });
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }), { phase: 'Sign' });
  const client = createDefaultHttpClient();

  async function askForText(method: HttpMethods, path: string, body?: unknown): Promise<string> {
    const target = new URL(path, url);
    // A next link leads elsewhere only if somebody else wrote it: the token is for this host.
    if (target.origin !== new URL(url).origin) throw new RestApiError(method, target, 0, 'ForeignLink', 'leads to another host');
    const headers = createHttpHeaders({
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    });
    const request = createPipelineRequest({
      url: target.href,
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(requests === undefined ? {} : { abortSignal: requests }),
    });
    const { status, bodyAsText } = await pipeline.sendRequest(client, request);
    if (status < 200 || status > 299) throw RestApiError.ofAnswer(method, target, status, bodyAsText ?? '');
    return bodyAsText ?? '';
  }

  async function ask<T>(method: HttpMethods, path: string, body?: unknown): Promise<T> {
    const text = await askForText(method, path, body);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  return {
    get: path => ask('GET', path),
    send: ask,
    async *list<T>(path: string) {
      for (let next: string | undefined = path; next !== undefined; ) {
        const page: Page<T> = await ask('GET', next);
        yield* page.value ?? [];
        next = nextLinkOf(page);
      }
    },
    async *pages(path) {
      for (let next: string | undefined = path; next !== undefined; ) {
        const text = await askForText('GET', next);
        yield text;
        next = nextLinkOf(JSON.parse(text) as Page<unknown>);
      }
    },
  };
}

/** Some interfaces write an empty one behind the last page. */
const nextLinkOf = (page: Page<unknown>): string | undefined => (page.nextLink ?? page['@odata.nextLink']) || undefined;
