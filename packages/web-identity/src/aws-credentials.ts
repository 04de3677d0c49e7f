import { AssumeRoleWithWebIdentityCommand, type AssumeRoleWithWebIdentityCommandOutput, type STSClient } from '@aws-sdk/client-sts';
import type { TokenCredential } from '@azure/core-auth';
import { describeMissingToken, describeStsRefusal } from './aws-refusal';
import { WebIdentityError } from './errors';

export interface AwsCredentialsSettings {
  /** The managed identity. */
  readonly credential: TokenCredential;
  /** Identifier URI of the Entra application that the role's OIDC provider lists as audience. */
  readonly tokenAudience: string;
  /** Of the Region; needs no credentials of its own. */
  readonly client: STSClient;
  readonly roleArn: string;
  /** Stands in CloudTrail as the session's name: 2 to 64 of `[\w+=,.@-]`. */
  readonly sessionName: string;
}

/** A session of a role. */
export interface AwsSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** As long as a role allows without a setting of its own. */
const durationSeconds = 3_600;

/**
 * AWS credentials of an Azure managed identity, without a secret: each call asks the identity for its token and STS for a new session.
 * For an SDK client's `credentials`: the client keeps a session until five minutes before its end. The SDK's own provider takes one token for good
 * and would fail when that has expired.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * @throws {WebIdentityError}
 */
export function awsCredentials(settings: AwsCredentialsSettings): () => Promise<AwsSession> {
  return async () => sessionOf(await assumeRole(await requestToken(settings), settings), settings.roleArn);
}

async function requestToken(settings: AwsCredentialsSettings): Promise<string> {
  const answer = await settings.credential.getToken(`${settings.tokenAudience}/.default`).catch((cause: unknown) => {
    throw describeMissingToken(cause, settings);
  });
  if (answer === null) throw describeMissingToken('The credential gave no token.', settings);
  return answer.token;
}

async function assumeRole(token: string, settings: AwsCredentialsSettings): Promise<AssumeRoleWithWebIdentityCommandOutput> {
  const { client, roleArn, sessionName } = settings;
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    WebIdentityToken: token,
    DurationSeconds: durationSeconds,
  });
  return client.send(command).catch((cause: unknown) => {
    throw describeStsRefusal(cause, settings);
  });
}

function sessionOf({ Credentials }: AssumeRoleWithWebIdentityCommandOutput, roleArn: string): AwsSession {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined || Expiration === undefined) {
    throw new WebIdentityError(`STS answered without a session of ${roleArn}.`, 'NoSession');
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration: Expiration };
}
