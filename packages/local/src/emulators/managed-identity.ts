import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { azureClouds } from '@audit-bridge/config';
import { encodeToken } from './json-web-token';
import { type LocalServer, listenLocally } from './local-server';

export interface ManagedIdentityProps {
  /** Identifier URI of the application that stands for AWS. @default `api://<tenant id>/audit-bridge` */
  readonly tokenAudience?: string;
  /** Whether the identity is assigned to that application, whose service principal demands it. @default true */
  readonly isAssigned?: boolean;
  /** @default 86400 */
  readonly tokenLifetimeSeconds?: number;
}

export interface ManagedIdentity extends LocalServer {
  readonly tenantId: string;
  readonly clientId: string;
  /** The `sub` of its tokens. */
  readonly objectId: string;
  readonly tokenAudience: string;
  /** The `iss` of its tokens, of version 1. */
  readonly issuer: string;
  /** Verifies the tokens' signatures. */
  readonly publicKey: KeyObject;
  /** What App Service sets in the function's process. */
  readonly variables: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string };
  /** How many tokens were given, for all resources. */
  tokensIssued(): number;
}

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const objectId = '33333333-3333-4333-8333-333333333333';
const services: readonly string[] = ['https://storage.azure.com', azureClouds.public.resourceManagerUrl];
const apiVersion = '2019-08-01';

interface Refusal {
  readonly status: number;
  readonly message: string;
}

/**
 * A stand-in for the endpoint from which a function app takes the tokens of its user-assigned identity: for storage, for Azure Resource Manager, and
 * for the application that stands for AWS.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export async function startManagedIdentity(props: ManagedIdentityProps = {}): Promise<ManagedIdentity> {
  const { tokenAudience = `api://${tenantId}/audit-bridge`, isAssigned = true, tokenLifetimeSeconds = 86_400 } = props;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = `https://sts.windows.net/${tenantId}/`;
  const header = randomUUID();
  let issued = 0;

  function refusalOf(request: IncomingMessage, query: URLSearchParams): Refusal | undefined {
    const refuse = (status: number, message: string): Refusal => ({ status, message });
    if (request.headers['x-identity-header'] !== header) return refuse(401, 'The X-IDENTITY-HEADER is missing or wrong.');
    if (query.get('api-version') !== apiVersion) return refuse(400, `The api-version ${query.get('api-version')} is not known here.`);
    if (query.get('client_id') !== clientId)
      return refuse(400, 'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.');
    const resource = query.get('resource') ?? '';
    if (!services.includes(resource) && resource !== tokenAudience)
      return refuse(400, `AADSTS500011: The resource principal named ${resource} was not found in the tenant.`);
    if (resource === tokenAudience && !isAssigned)
      return refuse(400, `AADSTS501051: Application '${clientId}' is not assigned to a role for the application '${resource}'.`);
    return undefined;
  }

  const server = await listenLocally((request, response) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const refusal = refusalOf(request, query);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (refusal !== undefined) {
      answer(refusal.status, { statusCode: refusal.status, message: refusal.message });
      return;
    }
    const resource = query.get('resource');
    const now = Math.floor(Date.now() / 1000);
    const exp = now + tokenLifetimeSeconds;
    // Entra backdates.
    const times = { iat: now, nbf: now - 300, exp };
    const claims = {
      aud: resource,
      iss: issuer,
      ...times,
      appid: clientId,
      idtyp: 'app',
      oid: objectId,
      sub: objectId,
      tid: tenantId,
      ver: '1.0',
    };
    issued += 1;
    answer(200, {
      access_token: encodeToken(claims, privateKey),
      expires_on: String(exp),
      resource,
      token_type: 'Bearer',
      client_id: clientId,
    });
  });
  const variables = { IDENTITY_ENDPOINT: `${server.url}/msi/token`, IDENTITY_HEADER: header };
  return { ...server, tenantId, clientId, objectId, tokenAudience, issuer, publicKey, variables, tokensIssued: () => issued };
}
