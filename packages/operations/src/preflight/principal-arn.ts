import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { PreflightContext } from './preflight-check';

export interface Principal {
  /** Of a user, or of the role behind a session: what policies hang on. */
  readonly arn: string;
  readonly isRoot: boolean;
}

/** Who asks. A session's ARN leaves out the path of its role, which single sign-on gives one: IAM is asked for the whole. */
export async function principalArn({ clouds }: PreflightContext): Promise<Principal> {
  const { Arn = '' } = await clouds.aws.client(STSClient).send(new GetCallerIdentityCommand({}));
  const [, partition, service, , account, resource = ''] = Arn.split(':');
  const [kind, roleName] = resource.split('/');
  if (service !== 'sts' || kind !== 'assumed-role' || roleName === undefined) return { arn: Arn, isRoot: resource === 'root' };
  const guess = `arn:${partition}:iam::${account}:role/${roleName}`;
  const arn = await clouds.aws
    .client(IAMClient)
    .send(new GetRoleCommand({ RoleName: roleName }))
    .then(
      ({ Role }) => Role?.Arn ?? guess,
      () => guess,
    );
  return { arn, isRoot: false };
}
