import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { azureClouds } from '@audit-bridge/config';
import type { Certificate } from './certificate';
import { type Claims, decodeToken, encodeToken } from './json-web-token';
import { type LocalServer, listenLocally, readBody } from './local-server';

export interface EntraTokenProps {
  readonly certificate: Certificate;
  readonly tenantId: string;
  /** The identities of the tenant that trust a foreign issuer, each as one federated credential. */
  readonly federatedCredentials: readonly FederatedCredential[];
  /** Who has logged in, and is given tokens for a refresh token. @default nobody */
  readonly person?: Person;
  /** @default 3600 */
  readonly tokenLifetimeSeconds?: number;
}

export interface FederatedCredential {
  readonly clientId: string;
  readonly issuer: string;
  readonly subject: string;
}

/** A person with a client of Microsoft's, like Azure's command line. */
export interface Person {
  readonly objectId: string;
  /** User principal name. */
  readonly name: string;
  readonly clientId: string;
  readonly refreshToken: string;
}

export interface EntraToken extends LocalServer {
  /** The `iss` of its access tokens. */
  readonly issuer: string;
  /** Verifies their signatures. */
  readonly publicKey: KeyObject;
  /** How many access tokens were given. */
  tokensIssued(): number;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const assertionAudience = 'api://AzureADTokenExchange';
const { graphUrl, ingestionAudience, logAnalyticsUrl, resourceManagerUrl } = azureClouds.public;
/** The services that every tenant gives tokens for, and that have a stand-in. */
const resources: readonly string[] = ['https://storage.azure.com', ingestionAudience, resourceManagerUrl, graphUrl, logAnalyticsUrl];

/**
 * A stand-in for Microsoft Entra's token endpoint that exchanges a federated credential's assertion, or a person's refresh token, for an
 * access token to a service that has a stand-in, and refuses what Entra refuses. Its `url` is an `AZURE_AUTHORITY_HOST`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#third-case-access-token-request-with-a-federated-credential
 */
export async function startEntraToken(props: EntraTokenProps): Promise<EntraToken> {
  const { tenantId, tokenLifetimeSeconds = 3600 } = props;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = `https://sts.windows.net/${tenantId}/`;
  let issued = 0;
  const server: LocalServer = await listenLocally(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost');
    if (pathname === `/${tenantId}/v2.0/.well-known/openid-configuration`) return answer(response, 200, metadata(server.url, tenantId));
    if (pathname !== `/${tenantId}/oauth2/v2.0/token`)
      return refuse(response, 'AADSTS90002', `Tenant not found in ${pathname}.`, 'invalid_request');

    const form = new URLSearchParams((await readBody(request)).toString());
    const problem =
      form.get('grant_type') === 'refresh_token' ? checkLogin(form, props.person) : checkRequest(form, props.federatedCredentials);
    if (problem !== undefined) return refuse(response, ...problem);
    const now = Math.floor(Date.now() / 1000);
    issued += 1;
    answer(response, 200, {
      token_type: 'Bearer',
      expires_in: tokenLifetimeSeconds,
      access_token: encodeToken(
        {
          aud: resourceOf(form),
          iss: issuer,
          appid: form.get('client_id'),
          ...(form.get('grant_type') === 'refresh_token' ? personClaims(props.person) : {}),
          tid: tenantId,
          iat: now,
          // Azurite's clock and this one are the same; Entra too backdates.
          nbf: now - 300,
          exp: now + tokenLifetimeSeconds,
        },
        privateKey,
      ),
    });
  }, props.certificate);
  return { ...server, issuer, publicKey, tokensIssued: () => issued };
}

/** The scope of a service is its resource and `/.default`. */
function resourceOf(form: URLSearchParams): string | undefined {
  const scopes = form.get('scope')?.split(' ') ?? [];
  return resources.find(resource => scopes.includes(`${resource}/.default`));
}

const personClaims = (person: Person | undefined) => ({ oid: person?.objectId, upn: person?.name, scp: 'user_impersonation' });

type Problem = [code: string, message: string, error?: string];

function checkRequest(form: URLSearchParams, credentials: readonly FederatedCredential[]): Problem | undefined {
  if (form.get('grant_type') !== 'client_credentials') return ['AADSTS70003', 'Unsupported grant type.', 'unsupported_grant_type'];
  if (resourceOf(form) === undefined) return ['AADSTS70011', `The scope ${form.get('scope')} is not valid.`, 'invalid_scope'];
  if (form.get('client_assertion_type') !== assertionType) return ['AADSTS7000216', 'client_assertion is required.'];
  const assertion = decodeToken(form.get('client_assertion') ?? '');
  if (assertion === undefined) return ['AADSTS50027', 'JWT token is invalid or malformed.'];
  if (assertion.aud !== assertionAudience)
    return ['AADSTS700212', 'No matching federated identity record found for the assertion audience.'];
  return checkTimes(assertion) ?? checkIdentity(assertion, form.get('client_id'), credentials);
}

function checkLogin(form: URLSearchParams, person: Person | undefined): Problem | undefined {
  if (resourceOf(form) === undefined) return ['AADSTS70011', `The scope ${form.get('scope')} is not valid.`, 'invalid_scope'];
  if (person !== undefined && form.get('client_id') === person.clientId && form.get('refresh_token') === person.refreshToken)
    return undefined;
  return ['AADSTS70000', 'The provided refresh token is not valid: log in again.', 'invalid_grant'];
}

function checkTimes({ nbf, exp }: Claims): Problem | undefined {
  const now = Date.now() / 1000;
  const isCurrent = typeof exp === 'number' && exp > now && (nbf === undefined || (typeof nbf === 'number' && nbf <= now + 300));
  return isCurrent ? undefined : ['AADSTS700024', 'Client assertion is not within its valid time range.'];
}

function checkIdentity({ iss, sub }: Claims, clientId: string | null, credentials: readonly FederatedCredential[]): Problem | undefined {
  const ofClient = credentials.filter(credential => credential.clientId === clientId);
  if (ofClient.length === 0) return ['AADSTS700016', `Application with identifier '${clientId}' was not found in the directory.`];
  const ofIssuer = ofClient.filter(credential => credential.issuer === iss);
  if (ofIssuer.length === 0)
    return ['AADSTS700211', `No matching federated identity record found for presented assertion issuer '${iss}'.`];
  if (!ofIssuer.some(credential => credential.subject === sub))
    return ['AADSTS700213', `No matching federated identity record found for presented assertion subject '${sub}'.`];
  return undefined;
}

const metadata = (url: string, tenantId: string) => ({
  issuer: `${url}/${tenantId}/v2.0`,
  authorization_endpoint: `${url}/${tenantId}/oauth2/v2.0/authorize`,
  token_endpoint: `${url}/${tenantId}/oauth2/v2.0/token`,
  jwks_uri: `${url}/${tenantId}/discovery/v2.0/keys`,
});

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, code: string, message: string, error = 'invalid_client'): void {
  const status = error === 'invalid_client' ? 401 : 400;
  answer(response, status, { error, error_description: `${code}: ${message}`, error_codes: [Number(code.slice('AADSTS'.length))] });
}
