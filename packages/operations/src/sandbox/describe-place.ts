import type { EnvironmentContext } from '../bridge-command';

/** Where a sandbox is, and where its state. */
export function describePlace({ environment: { aws, azure, state } }: Pick<EnvironmentContext, 'environment'>): readonly string[] {
  return [
    `  AWS account ${aws.accountId}, Region ${aws.region}`,
    `  Azure subscription ${azure.subscriptionId}, tenant ${azure.tenantId}, ${azure.location}`,
    state.kind === 'local'
      ? "  Terraform's state: files in this checkout. Only here can Terraform change the sandbox again; AUDIT_BRIDGE_STATE_BUCKET keeps states where a workflow finds them."
      : `  Terraform's state: s3://${state.bucket}/${state.keyPrefix}/`,
  ];
}
