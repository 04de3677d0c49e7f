import { type KeyObject, verify } from 'node:crypto';
import { decodeToken } from './json-web-token';

export interface BearerTokenRules {
  readonly audience: string;
  readonly issuer: string;
  /** Of the issuer. */
  readonly publicKey: KeyObject;
  /** Client ids of the identities that may do what is asked. */
  readonly clientIds: readonly string[];
}

export interface TokenProblem {
  readonly status: 401 | 403;
  readonly code: string;
  readonly message: string;
}

/** Verifies an access token of Entra as a service does: who signed it, for whom, until when, and whether its identity may. */
export function checkBearerToken(authorization: string | undefined, now: number, rules: BearerTokenRules): TokenProblem | undefined {
  const refuse = (message: string): TokenProblem => ({ status: 401, code: 'InvalidToken', message });
  const token = /^Bearer ([^\s]+)$/.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? undefined : decodeToken(token);
  if (token === undefined || claims === undefined) return refuse('The Authorization header holds no bearer token.');
  if (!isSignedBy(token, rules.publicKey)) return refuse('The signature of the token is not its issuer’s.');
  if (claims.iss !== rules.issuer) return refuse(`The issuer '${claims.iss}' is not trusted.`);
  if (claims.aud !== rules.audience) return refuse(`The audience '${claims.aud}' is not '${rules.audience}'.`);
  const seconds = now / 1000;
  if (!(typeof claims.exp === 'number' && claims.exp > seconds)) return refuse('The token has expired.');
  if (!(typeof claims.nbf === 'number' && claims.nbf <= seconds)) return refuse('The token is not valid yet.');
  if (rules.clientIds.some(clientId => clientId === claims.appid)) return undefined;
  return { status: 403, code: 'OperationFailed', message: 'The identity of the token may not do this here.' };
}

function isSignedBy(token: string, publicKey: KeyObject): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return verify('sha256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
}
