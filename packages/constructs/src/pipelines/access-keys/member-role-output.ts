import type { AccessKeysSettings } from '@audit-bridge/config';
import type { AwsPlace } from '@audit-bridge/naming';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { memberRoleTemplatePath } from './member-role-template';

export interface MemberRoleOutputProps {
  readonly accounts: Exclude<AccessKeysSettings['accounts'], { kind: 'own' }>;
  readonly place: AwsPlace;
  readonly reporterRoleArn: string;
}

/** Tells after a deploy which role the other accounts need, and how they get it: nothing of this program reaches into them. */
export class MemberRoleOutput extends Construct {
  constructor(scope: Construct, id: string, { accounts, place, reporterRoleArn }: MemberRoleOutputProps) {
    super(scope, id);
    const { roleName } = accounts;
    const parameters = `ReporterRoleArn=${reporterRoleArn} RoleName=${roleName}`;
    const output = new TerraformOutput(this, 'output', {
      description: 'The role that every other reported account needs before the next run.',
      value: {
        role_name: roleName,
        trusts: reporterRoleArn,
        accounts:
          accounts.kind === 'members'
            ? accounts.accountIds.join(', ')
            : `every account of the organization but ${place.accountId}; a StackSet skips the management account, which needs a stack of its own`,
        command: `aws cloudformation deploy --template-file ${memberRoleTemplatePath} --stack-name ${roleName} --capabilities CAPABILITY_NAMED_IAM --parameter-overrides ${parameters}`,
      },
    });
    output.overrideLogicalId('member_role');
  }
}
