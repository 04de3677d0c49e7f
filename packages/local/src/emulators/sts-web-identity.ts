import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeToken } from './json-web-token';
import { type LocalServer, listenLocally, readBody } from './local-server';
import { checkSignature } from './signature-v4-check';
import { testAccountId } from './test-account';

export interface StsWebIdentity extends LocalServer {
  /** The `iss` of the tokens. */
  readonly issuer: string;
  /** The `sub` of the tokens: the ARN of the calling role. */
  readonly subject: string;
  /** Verifies the tokens' signatures. */
  readonly publicKey: KeyObject;
  /** How many tokens were given. */
  tokensIssued(): number;
}

export interface StsWebIdentityProps {
  /** @default a role of the emulators' account */
  readonly subject?: string;
  /** `http://127.0.0.1:<port>` of moto, which serves `AssumeRole`. @default there is no such action */
  readonly assumeRoleUrl?: string;
}

/**
 * A stand-in for `sts:GetWebIdentityToken`, which no emulator has: the query protocol, signature, limits and errors as documented.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
 */
export async function startStsWebIdentity({
  subject = `arn:aws:iam::${testAccountId}:role/local`,
  assumeRoleUrl,
}: StsWebIdentityProps = {}): Promise<StsWebIdentity> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = 'https://00000000-0000-4000-8000-000000000000.tokens.sts.global.api.aws';
  let issued = 0;

  const server = await listenLocally(async (request, response) => {
    const body = await readBody(request);
    const form = new URLSearchParams(body.toString());
    const answer = (status: number, xml: string) => response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    if (assumeRoleUrl !== undefined && form.get('Action') === 'AssumeRole') return passOn(request, body, assumeRoleUrl, response);
    const problem = checkSignature(request, body, 'sts') ?? checkParameters(form);
    if (problem !== undefined) {
      answer(problem.status, errorXml(problem.code, problem.message));
      return;
    }
    const seconds = Number(form.get('DurationSeconds') ?? 300);
    const now = Math.floor(Date.now() / 1000);
    const [audience, ...more] = audiences(form);
    const claims = {
      iss: issuer,
      sub: subject,
      aud: more.length > 0 ? [audience, ...more] : audience,
      iat: now,
      nbf: now,
      exp: now + seconds,
      jti: randomUUID(),
    };
    issued += 1;
    answer(200, tokenXml(encodeToken(claims, privateKey), new Date((now + seconds) * 1000)));
  });
  return { ...server, issuer, subject, publicKey, tokensIssued: () => issued };
}

async function passOn({ headers }: IncomingMessage, body: Buffer, url: string, response: ServerResponse): Promise<void> {
  const { authorization = '', 'content-type': contentType = '' } = headers;
  const answer = await fetch(url, { method: 'POST', headers: { authorization, 'content-type': contentType }, body });
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(await answer.text());
}

const audiences = (form: URLSearchParams) => [...form].filter(([name]) => name.startsWith('Audience.member.')).map(([, value]) => value);

function checkParameters(form: URLSearchParams) {
  const invalid = (message: string) => ({ status: 400, code: 'ValidationError', message });
  if (form.get('Action') !== 'GetWebIdentityToken')
    return { status: 400, code: 'InvalidAction', message: `Could not find operation ${form.get('Action')}` };
  const count = audiences(form).length;
  if (count < 1 || count > 10) return invalid('Audience must have 1 to 10 members');
  if (form.get('SigningAlgorithm') !== 'RS256') return invalid('SigningAlgorithm must be RS256 here: Entra takes no other');
  const seconds = Number(form.get('DurationSeconds') ?? 300);
  if (!(seconds >= 60 && seconds <= 3600)) return invalid('DurationSeconds must be 60 to 3600');
  return undefined;
}

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

const tokenXml = (token: string, expiration: Date) =>
  `<GetWebIdentityTokenResponse xmlns="${namespace}"><GetWebIdentityTokenResult><WebIdentityToken>${token}</WebIdentityToken>` +
  `<Expiration>${expiration.toISOString()}</Expiration></GetWebIdentityTokenResult>` +
  `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetWebIdentityTokenResponse>`;

const errorXml = (code: string, message: string) =>
  `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
  `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
