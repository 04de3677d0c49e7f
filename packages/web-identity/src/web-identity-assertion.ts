import { GetWebIdentityTokenCommand, type STSClient } from '@aws-sdk/client-sts';
import { WebIdentityError } from './errors';

/** Entra takes the assertion at once: a short one is worth little to anybody else. STS gives 60 to 3,600 seconds. */
const durationSeconds = 300;

const remedies: Readonly<Record<string, string>> = {
  OutboundWebIdentityFederationDisabledException:
    'Outbound web identity federation is switched off in this AWS account. An administrator switches it on once per account (IAM, account settings), or the environment uses the connection-string mode.',
  AccessDenied: "The function's role needs sts:GetWebIdentityToken for this audience.",
  AccessDeniedException: "The function's role needs sts:GetWebIdentityToken for this audience.",
  InvalidAction: 'This STS endpoint does not know the call: the global endpoint never does, and a region must be on.',
  SessionDurationEscalationException: `The role's session ends in less than ${durationSeconds} seconds, so no token of that length is given. The next attempt has a new session.`,
  ExpiredTokenException: "The function's own AWS session has expired. The next attempt has a new one.",
};

/**
 * A signed statement of AWS about the calling role, for Entra.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
 * @param audience the one that the federated credential takes (`tokenExchangeAudience`)
 * @throws {WebIdentityError}
 */
export async function requestAssertion(client: STSClient, audience: string): Promise<string> {
  const command = new GetWebIdentityTokenCommand({
    Audience: [audience],
    SigningAlgorithm: 'RS256',
    DurationSeconds: durationSeconds,
  });
  const { WebIdentityToken } = await client.send(command).catch(refused);
  if (WebIdentityToken === undefined) throw new WebIdentityError('STS answered without a web identity token.', 'NoWebIdentityToken');
  return WebIdentityToken;
}

function refused(cause: unknown): never {
  const { name, message } = cause instanceof Error ? cause : { name: 'Unknown', message: String(cause) };
  throw new WebIdentityError(`STS gave no web identity token (${name}). ${remedies[name] ?? message}`, name, { cause });
}
