import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformJson } from '../invariants/terraform-json';

export interface StackInFolder {
  readonly json: TerraformJson;
  /** Where the paths of the assets start. */
  readonly folder: string;
}

/**
 * Stacks as modules of one configuration, to be planned together: a provider needs seconds to tell its schema, and tells it once; what the provider waits
 * for, it waits for at the same time. A mistake is reported with the module's name, made of the stack's.
 *
 * @param stacks by titles that say which one it is
 */
export function asModules(stacks: Readonly<Record<string, StackInFolder>>): { readonly json: TerraformJson; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'modules-'));
  const module: Record<string, object> = {};
  for (const [title, stack] of Object.entries(stacks)) {
    const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    if (name in module) throw new Error(`"${title}" is the title of another stack too, but for signs: give it words of its own.`);
    mkdirSync(join(folder, name));
    // A file's path is taken from where Terraform runs; it holds the file's hash, so that stacks which share one agree.
    const assets = join(stack.folder, 'assets');
    if (existsSync(assets)) cpSync(assets, join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(asModule(stack.json), undefined, 1));
    module[name] = { source: `./${name}` };
  }
  return { json: { module } as TerraformJson, folder };
}

/** Only a root has state and providers. */
function asModule({ terraform: _, provider: __, ...json }: TerraformJson): TerraformJson {
  return json;
}
