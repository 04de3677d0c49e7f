import type { StateBackend } from '@audit-bridge/config';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';

/** Says where Terraform keeps a stack's state. */
export function addStateBackend(stack: TerraformStack, stackId: string, backend: StateBackend): void {
  if (backend.kind === 'local') {
    // From the stack's folder below cdktf.out to the checkout: cdktf removes the folders of stacks that are not synthesized any more.
    // Its default would be an absolute path, another one on every machine.
    new LocalBackend(stack, { path: `../../../terraform.${stackId}.tfstate` });
    return;
  }
  const { bucket, region, kmsKeyArn, keyPrefix } = backend;
  new S3Backend(stack, { bucket, region, kmsKeyId: kmsKeyArn, key: `${keyPrefix}/${stackId}.tfstate`, encrypt: true });
  // A lock beside the state, without a DynamoDB table; cdktf 0.21 has no option for it. Terraform or OpenTofu 1.10 and later.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}
