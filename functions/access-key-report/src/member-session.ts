import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { describeAssumeRoleRefusal } from './iam-refusal';

export interface MemberRole {
  readonly accountId: string;
  readonly roleArn: string;
}

/** Stands in the member account's CloudTrail. */
const sessionName = 'audit-bridge-access-key-report';

/**
 * A session of another account's role. It lasts an hour, the most for a role that a role takes on, and a run at most a quarter of one.
 *
 * @throws {AccountNotReadError}
 */
export async function openMemberSession(client: STSClient, { accountId, roleArn }: MemberRole) {
  try {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName });
    const { Credentials } = await client.send(command);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials ?? {};
    if (accessKeyId === undefined || secretAccessKey === undefined) throw new TypeError('The answer has no credentials.');
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  } catch (error) {
    throw describeAssumeRoleRefusal(error, accountId, roleArn);
  }
}
