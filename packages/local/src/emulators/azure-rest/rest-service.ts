import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type BearerTokenRules, checkBearerToken } from '../bearer-token-check';
import type { Certificate } from '../certificate';
import { decodeToken } from '../json-web-token';
import { type LocalServer, listenLocally, readBody } from '../local-server';
import { type AzureAnswer, AzureRefusal, type AzureRequest, type AzureRoute, patternOf } from './rest-route';

export interface RestServiceProps {
  readonly certificate: Certificate;
  /** Whose tokens are taken, for which audience. */
  readonly tokens: BearerTokenRules;
  readonly routes: readonly AzureRoute[];
  /** Whether each call names the version that it wants, as Azure Resource Manager demands. */
  readonly needsApiVersion: boolean;
}

const apiVersionFormat = /^\d{4}-\d\d-\d\d(-preview)?$/;

/**
 * What the REST interfaces of Azure have in common: tokens, routes, versions, and errors as `{"error": {"code", "message"}}`.
 *
 * @see https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md
 */
export async function startRestService({ certificate, needsApiVersion, routes, tokens }: RestServiceProps): Promise<LocalServer> {
  const known = routes.map(route => ({ route, pattern: patternOf(route.path) }));

  async function answerOf(incoming: IncomingMessage): Promise<AzureAnswer> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://localhost');
    const body = await readBody(incoming);
    const problem = checkBearerToken(incoming.headers.authorization, Date.now(), tokens);
    if (problem !== undefined) throw new AzureRefusal(problem.status, tokenErrors[problem.status], problem.message);
    const atPath = known.filter(({ pattern }) => pattern.test(pathname));
    const found = atPath.find(({ route }) => route.method === incoming.method);
    if (found === undefined) throw notServed(incoming.method ?? '', pathname, atPath.length > 0);
    if (needsApiVersion) checkApiVersion(searchParams.get('api-version'), found.route.apiVersions);
    const groups = Object.entries(found.pattern.exec(pathname)?.groups ?? {});
    const request: AzureRequest = {
      method: found.route.method,
      path: pathname,
      parameters: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
      query: searchParams,
      headers: incoming.headers,
      body: parseBody(body),
      callerId: String(decodeToken(incoming.headers.authorization?.slice('Bearer '.length) ?? '')?.oid ?? ''),
      url: server.url,
    };
    return found.route.answer(request);
  }

  const server: LocalServer = await listenLocally((request, response) => {
    answerOf(request)
      .catch(errorAnswer)
      .then(answer => send(response, answer))
      // A client that goes away while it is served is no error of this server.
      .catch(() => response.destroy());
  }, certificate);
  return server;
}

const tokenErrors = { 401: 'InvalidAuthenticationToken', 403: 'AuthorizationFailed' } as const;

function notServed(method: string, path: string, isOtherMethod: boolean): AzureRefusal {
  if (isOtherMethod) return new AzureRefusal(405, 'MethodNotAllowed', `The method ${method} is not allowed for ${path}.`);
  return new AzureRefusal(404, 'NotFound', `This stand-in serves no ${path}.`);
}

function checkApiVersion(version: string | null, known: readonly string[] | undefined): void {
  if (version === null)
    throw new AzureRefusal(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  if (apiVersionFormat.test(version) && (known === undefined || known.includes(version))) return;
  const which = known === undefined ? 'a date' : known.join(', ');
  throw new AzureRefusal(
    400,
    'InvalidApiVersionParameter',
    `The api-version '${version}' is invalid. The supported versions are: ${which}.`,
  );
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new AzureRefusal(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
  }
}

function errorAnswer(error: unknown): AzureAnswer {
  if (error instanceof AzureRefusal) {
    const headers: Record<string, string> = error.status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {};
    return { status: error.status, headers, body: { error: { code: error.code, message: error.message } } };
  }
  const message = `The stand-in failed: ${error instanceof Error ? error.message : error}`;
  return { status: 500, body: { error: { code: 'InternalServerError', message } } };
}

function send(response: ServerResponse, { body, headers = {}, status = 200, text }: AzureAnswer): void {
  const content = body === undefined ? text : JSON.stringify(body);
  response
    .writeHead(status, {
      ...(content === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      'x-ms-request-id': randomUUID(),
      ...headers,
    })
    .end(content);
}
