import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TerraformJson } from './terraform-json';

/** A stack as `cdktf.out` holds it. */
export interface SynthesizedStack {
  readonly name: string;
  /** Path of the Terraform JSON, relative to the output folder. */
  readonly path: string;
  readonly resourceCount: number;
  /** Where it would be deployed, one line per cloud, as far as the Terraform JSON says. */
  readonly targets: readonly string[];
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly name: string; readonly synthesizedStackPath: string }>>;
}

/** Reads what the last synth wrote; sorted by name. */
export async function readSynthesizedStacks(folder: string): Promise<readonly SynthesizedStack[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const stacks = Object.values(manifest.stacks).sort((one, other) => one.name.localeCompare(other.name));
  return Promise.all(
    stacks.map(async ({ name, synthesizedStackPath: path }) => {
      const json = JSON.parse(await readFile(join(folder, path), 'utf8')) as TerraformJson;
      const resourceCount = Object.values(json.resource ?? {}).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0);
      return { name, path, resourceCount, targets: targetsOf(json) };
    }),
  );
}

function targetsOf({ provider = {} }: TerraformJson): readonly string[] {
  const lines: string[] = [];
  for (const { allowed_account_ids: accounts, region } of provider.aws ?? []) {
    const account = Array.isArray(accounts) && accounts.length > 0 ? accounts.join(' or ') : 'of your credentials';
    lines.push(`AWS account ${account}, region ${region ?? 'of your credentials'}`);
  }
  for (const { subscription_id: subscription, tenant_id: tenant } of provider.azurerm ?? []) {
    lines.push(`Azure subscription ${subscription ?? 'of your login'}, tenant ${tenant ?? 'of your login'}`);
  }
  // Where azurerm stands, its line names the tenant too.
  for (const { tenant_id: tenant } of provider.azurerm === undefined ? (provider.azuread ?? []) : []) {
    lines.push(`Entra tenant ${tenant ?? 'of your login'}`);
  }
  return [...new Set(lines)];
}
