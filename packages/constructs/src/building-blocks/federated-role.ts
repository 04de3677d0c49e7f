import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { type IamStatement, iamPolicy } from './iam-policy';

export interface FederatedRoleProps {
  readonly name: string;
  readonly description: string;
  /** The IAM OIDC provider that vouches for the tokens. */
  readonly providerArn: string;
  /** Who must have issued the token, with its closing slash where it has one. */
  readonly issuerUrl: string;
  /** Whom the token must be made for. */
  readonly audience: string;
  /** Who must have asked for it: the object id of a managed identity. */
  readonly subject: string;
  readonly statements: readonly IamStatement[];
}

/** The shortest that IAM knows: a token of the other cloud is asked for anew as often. */
const maxSessionSeconds = 3600;

/**
 * A role for one identity of another cloud, proven by its token, without any key. Audience and subject are both compared: with the audience alone,
 * every identity of the tenant that gets such a token could take on the role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class FederatedRole extends Construct {
  readonly arn: string;
  /** What a caller waits for: a role without its policy refuses everything. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: FederatedRoleProps) {
    super(scope, id);
    const { name, description, providerArn, issuerUrl, audience, subject, statements } = props;
    // The condition's keys begin with the issuer as the provider's ARN has it.
    const issuer = issuerUrl.replace(/^https:\/\//, '');
    const trust = {
      Effect: 'Allow',
      Principal: { Federated: providerArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject } },
    };
    const role = new IamRole(this, 'role', {
      name,
      description,
      maxSessionDuration: maxSessionSeconds,
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    });
    this.policy = new IamRolePolicy(this, 'policy', { name: 'permissions', role: role.name, policy: iamPolicy(statements) });
    this.arn = role.arn;
  }
}
