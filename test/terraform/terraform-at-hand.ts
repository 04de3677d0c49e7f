import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface TerraformAtHand {
  readonly binary: string;
  /** Holds `<host>/hashicorp/aws/<version>/<platform>`. */
  readonly pluginFolder: string;
  readonly awsProviderVersion: string;
}

const awsProvider = 'registry.terraform.io/hashicorp/aws';

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
const mirrorFolders = [
  join(homedir(), '.terraform.d/plugins'),
  join(process.env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'terraform/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
];

/**
 * Terraform and an AWS provider of this machine: from `TF_PLUGIN_DIR`, then from Terraform's own mirror folders.
 * The registry is not tried: a test run needs no network.
 *
 * @returns a reason when there is none
 */
export function findTerraform(): TerraformAtHand | { readonly missing: string } {
  const found = findTerraformBinary();
  if ('missing' in found) return found;
  const { binary } = found;
  for (const pluginFolder of [process.env.TF_PLUGIN_DIR, ...mirrorFolders]) {
    const awsProviderVersion = pluginFolder && newestVersion(join(pluginFolder, awsProvider));
    if (pluginFolder && awsProviderVersion) return { binary, pluginFolder, awsProviderVersion };
  }
  return { missing: 'an AWS provider in TF_PLUGIN_DIR or in a mirror folder of Terraform' };
}

function newestVersion(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const versions = readdirSync(folder).filter(name => /^\d+\.\d+\.\d+$/.test(name));
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}

/** Terraform alone, for what needs no provider. */
export function findTerraformBinary(): Pick<TerraformAtHand, 'binary'> | { readonly missing: string } {
  const binary = process.env.TERRAFORM_BINARY_NAME || 'terraform';
  try {
    execFileSync(binary, ['version'], { stdio: 'ignore', env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
    return { binary };
  } catch {
    return { missing: `${binary} on the path` };
  }
}
