import { type KeyObject, sign } from 'node:crypto';

export type Claims = { readonly [name: string]: unknown };

/** A token signed with RS256; without a key an unsigned one. */
export function encodeToken(claims: Claims, key?: KeyObject): string {
  const header = key === undefined ? { alg: 'none', typ: 'JWT' } : { alg: 'RS256', typ: 'JWT', kid: 'local' };
  const signed = `${toBase64Url(header)}.${toBase64Url(claims)}`;
  return `${signed}.${key === undefined ? '' : sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** The claims of a token, unverified; undefined when it is none. */
export function decodeToken(token: string): Claims | undefined {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}

const toBase64Url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
