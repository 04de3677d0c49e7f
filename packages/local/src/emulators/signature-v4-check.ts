import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { otherCredentials, testCredentials } from './test-account';

export interface SignatureProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** AWS refuses a request whose time is further away than this. */
const maxClockSkewMilliseconds = 5 * 60_000;

const authorizationFormat =
  /^AWS4-HMAC-SHA256 Credential=(?<accessKeyId>[^/]+)\/(?<day>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, ?SignedHeaders=(?<signedHeaders>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

/**
 * Verifies a request's AWS Signature Version 4 as the services do: it is computed anew from the request that arrived and the key of one of the two test accounts.
 *
 * @returns undefined when the request is signed correctly
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function checkSignature(request: IncomingMessage, body: Buffer, service: string): SignatureProblem | undefined {
  const refuse = (code: string, message: string): SignatureProblem => ({ status: 403, code, message });
  const { authorization } = request.headers;
  if (authorization === undefined) return refuse('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const parts = authorizationFormat.exec(authorization)?.groups;
  if (parts === undefined) return refuse('IncompleteSignatureException', 'The Authorization header is no AWS Signature Version 4.');
  const { accessKeyId = '', day = '', region = '', service: signedService = '', signedHeaders = '', signature = '' } = parts;

  const caller = [testCredentials, otherCredentials].find(credentials => credentials.accessKeyId === accessKeyId);
  if (caller === undefined) return refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (request.headers['x-amz-security-token'] !== caller.sessionToken)
    return refuse('UnrecognizedClientException', 'The security token included in the request is invalid: another session token.');
  if (signedService !== service)
    return refuse('InvalidSignatureException', `Credential should be scoped to correct service: '${service}'.`);

  const time = String(request.headers['x-amz-date'] ?? '');
  const age = Math.abs(Date.now() - parseAmzDate(time));
  if (!(age <= maxClockSkewMilliseconds) || !time.startsWith(day))
    return refuse('InvalidSignatureException', `Signature expired or not yet current: ${time}`);
  for (const required of ['host', 'x-amz-date', 'x-amz-security-token'])
    if (!signedHeaders.split(';').includes(required)) return refuse('InvalidSignatureException', `'${required}' must be a signed header.`);

  const scope = `${day}/${region}/${service}/aws4_request`;
  const stringToSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, body, signedHeaders))].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(Buffer.from(`AWS4${caller.secretAccessKey}`), day));
  if (timingSafeEqual(hmac(key, stringToSign), Buffer.from(signature, 'hex'))) return undefined;
  return refuse('InvalidSignatureException', 'The request signature we calculated does not match the signature you provided.');
}

function canonicalRequest(request: IncomingMessage, body: Buffer, signedHeaders: string): string {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname.split('/').map(encode).join('/');
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headers = signedHeaders.split(';').map(
    name =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  return [request.method, path, query.join('&'), headers.join(''), signedHeaders, sha256(body)].join('\n');
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer, data: string) => createHmac('sha256', key).update(data).digest();
/** RFC 3986: `encodeURIComponent` leaves five characters that AWS encodes. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function parseAmzDate(time: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
