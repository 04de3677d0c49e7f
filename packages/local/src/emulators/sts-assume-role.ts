import { type KeyObject, randomBytes, randomUUID, verify } from 'node:crypto';
import { type Claims, decodeToken } from './json-web-token';
import { type LocalServer, listenLocally, readBody } from './local-server';

export interface StsAssumeRoleProps {
  /** The account's OIDC provider. */
  readonly provider: {
    /** `iss` of the tokens, as AWS compares it: with its last slash. */
    readonly issuer: string;
    /** In AWS they come from the issuer's published keys. */
    readonly publicKey: KeyObject;
    readonly audiences: readonly string[];
  };
  /** Roles with the conditions of their trust policies. */
  readonly roles: readonly TrustingRole[];
}

export interface TrustingRole {
  readonly arn: string;
  /** The condition `<issuer>:aud`. */
  readonly audience: string;
  /** The condition `<issuer>:sub`. */
  readonly subject: string;
}

export interface StsAssumeRole extends LocalServer {
  /** How many sessions were given. */
  sessionsIssued(): number;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * A stand-in for `sts:AssumeRoleWithWebIdentity` that judges the token as AWS does, by provider and trust policy; moto takes any token. The
 * sessions are good for moto.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function startStsAssumeRole(props: StsAssumeRoleProps): Promise<StsAssumeRole> {
  let issued = 0;
  const server = await listenLocally(async (request, response) => {
    const form = new URLSearchParams((await readBody(request)).toString());
    const answer = (status: number, xml: string) => response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    const refusal = refusalOfParameters(form) ?? refusalOfToken(form, props) ?? refusalOfRole(form, props);
    if (refusal !== undefined) {
      answer(refusal.status, errorXml(refusal));
      return;
    }
    issued += 1;
    answer(200, sessionXml(form));
  });
  return { ...server, sessionsIssued: () => issued };
}

const durationOf = (form: URLSearchParams) => Number(form.get('DurationSeconds') ?? 3600);
const tokenOf = (form: URLSearchParams) => form.get('WebIdentityToken') ?? '';

function refusalOfParameters(form: URLSearchParams): Refusal | undefined {
  const invalid = (message: string): Refusal => ({ status: 400, code: 'ValidationError', message });
  if (form.get('Action') !== 'AssumeRoleWithWebIdentity')
    return { status: 400, code: 'InvalidAction', message: `Could not find operation ${form.get('Action')}` };
  if (!/^[\w+=,.@-]{2,64}$/.test(form.get('RoleSessionName') ?? '')) return invalid('roleSessionName must be 2 to 64 of [\\w+=,.@-]');
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/./.test(form.get('RoleArn') ?? '')) return invalid('roleArn is invalid');
  // A role allows an hour unless it says more.
  if (!(durationOf(form) >= 900 && durationOf(form) <= 3600))
    return invalid('durationSeconds exceeds the MaxSessionDuration set for this role.');
  return undefined;
}

function refusalOfToken(form: URLSearchParams, { provider }: StsAssumeRoleProps): Refusal | undefined {
  const invalid = (message: string): Refusal => ({ status: 400, code: 'InvalidIdentityToken', message });
  const claims = decodeToken(tokenOf(form));
  if (claims === undefined) return invalid('The ID Token provided is not a valid JWT.');
  if (claims.iss !== provider.issuer) return invalid(`No OpenIDConnect provider found in your account for ${claims.iss}`);
  if (!isSigned(tokenOf(form), provider.publicKey)) return invalid("Couldn't verify the token's signature with the provider's keys.");
  if (!provider.audiences.includes(String(claims.aud))) return invalid('Incorrect token audience');
  return refusalOfTime(claims);
}

function refusalOfTime({ exp }: Claims): Refusal | undefined {
  if (typeof exp === 'number' && exp > Date.now() / 1000) return undefined;
  return { status: 400, code: 'ExpiredTokenException', message: 'Token expired: the current date/time must be before its expiration.' };
}

/** Which of the conditions failed, or that there is no such role, AWS does not say. */
function refusalOfRole(form: URLSearchParams, { roles }: StsAssumeRoleProps): Refusal | undefined {
  const { aud, sub } = decodeToken(tokenOf(form)) ?? {};
  const role = roles.find(({ arn }) => arn === form.get('RoleArn'));
  if (role !== undefined && role.audience === aud && role.subject === sub) return undefined;
  return { status: 403, code: 'AccessDenied', message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity' };
}

function isSigned(token: string, publicKey: KeyObject): boolean {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return verify('sha256', Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url'));
}

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

const sessionXml = (form: URLSearchParams) =>
  `<AssumeRoleWithWebIdentityResponse xmlns="${namespace}"><AssumeRoleWithWebIdentityResult>` +
  `<Credentials><AccessKeyId>ASIA${randomBytes(8).toString('hex').toUpperCase()}</AccessKeyId>` +
  `<SecretAccessKey>${randomBytes(20).toString('hex')}</SecretAccessKey><SessionToken>${randomBytes(40).toString('base64')}</SessionToken>` +
  `<Expiration>${new Date(Date.now() + durationOf(form) * 1000).toISOString()}</Expiration></Credentials>` +
  `<SubjectFromWebIdentityToken>${decodeToken(tokenOf(form))?.sub}</SubjectFromWebIdentityToken>` +
  `<AssumedRoleUser><Arn>${form.get('RoleArn')?.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${form.get('RoleSessionName')}</Arn>` +
  `<AssumedRoleId>AROA0000000000000000:${form.get('RoleSessionName')}</AssumedRoleId></AssumedRoleUser>` +
  `</AssumeRoleWithWebIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></AssumeRoleWithWebIdentityResponse>`;

const errorXml = ({ code, message }: Refusal) =>
  `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
  `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
