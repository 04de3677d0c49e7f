import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `diff`, `deploy` and `destroy` need Terraform or OpenTofu; `synth` does not. */
export class TerraformMissingError extends Error {
  override readonly name = 'TerraformMissingError';
}

/** The program's name, or OpenTofu's where the variable says so. */
export const terraformBinary = (): string => process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

/**
 * Makes sure that there is a Terraform that knows the S3 backend's lockfile.
 *
 * @throws {TerraformMissingError}
 */
export async function requireTerraform(): Promise<void> {
  const binary = terraformBinary();
  const version = await run(binary, ['version', '-json'], { env: { ...process.env, CHECKPOINT_DISABLE: '1' } }).then(
    ({ stdout }) => (JSON.parse(stdout) as { terraform_version: string }).terraform_version,
    () => undefined,
  );
  const advice = 'Install Terraform or OpenTofu 1.10 or later; for OpenTofu set TERRAFORM_BINARY_NAME=tofu.';
  if (version === undefined) throw new TerraformMissingError(`No ${binary} was found on the path. ${advice}`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 1 || (major === 1 && minor < 10)) {
    throw new TerraformMissingError(`${binary} is ${version}, which does not know the state's lockfile on S3. ${advice}`);
  }
}
