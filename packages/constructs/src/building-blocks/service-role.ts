import { awsServicePrincipals } from '@audit-bridge/config';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { type IamStatement, iamPolicy } from './iam-policy';

export interface ServiceRoleProps {
  readonly name: string;
  readonly description: string;
  readonly service: keyof typeof awsServicePrincipals;
  /** Binds the service to calls for this account, where the service says for which one it calls. */
  readonly sourceAccountId?: string;
  readonly statements: readonly IamStatement[];
}

/** A role that one AWS service takes on, with exactly the listed permissions. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** What a resource that uses the role waits for: a role without its policy fails at first use. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, { name, description, service, sourceAccountId, statements }: ServiceRoleProps) {
    super(scope, id);
    const conditions = sourceAccountId === undefined ? undefined : { StringEquals: { 'aws:SourceAccount': sourceAccountId } };
    const trust = {
      Effect: 'Allow',
      Principal: { Service: awsServicePrincipals[service] },
      Action: 'sts:AssumeRole',
      Condition: conditions,
    };
    const role = new IamRole(this, 'role', {
      name,
      description,
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    });
    this.policy = new IamRolePolicy(this, 'policy', { name: 'permissions', role: role.name, policy: iamPolicy(statements) });
    this.arn = role.arn;
  }
}
