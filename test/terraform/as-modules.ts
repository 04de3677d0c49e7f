import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformJson } from '../invariants/terraform-json';
import type { SynthesizedHalf } from './aws-half-stack';

/**
 * Stacks as modules of one configuration, to be validated together: a provider needs seconds to tell its schema, and tells it once. A mistake is
 * reported with the module's name, made of the stack's.
 *
 * @param stacks by titles that say which one it is
 */
export function asModules(stacks: Readonly<Record<string, SynthesizedHalf>>): { readonly json: object; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'modules-'));
  const module: Record<string, object> = {};
  for (const [title, stack] of Object.entries(stacks)) {
    const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    if (name in module) throw new Error(`"${title}" is the title of another stack too, but for signs: give it words of its own.`);
    cpSync(stack.folder, join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(withoutBackend(stack.json), undefined, 1));
    module[name] = { source: `./${name}` };
  }
  return { json: { module }, folder };
}

/** Only a root has one. */
function withoutBackend(json: TerraformJson): TerraformJson {
  const { backend: _, ...terraform } = json.terraform ?? {};
  return { ...json, terraform };
}
