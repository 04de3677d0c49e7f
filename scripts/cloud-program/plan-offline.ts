import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceChange, TerraformPlan } from '@audit-bridge/operations/plan-comment/terraform-plan';
import { asBuiltInResources, readStandInName } from './stand-ins';
import type { TerraformJson } from './terraform-json';
import { readTerraformOutput } from './terraform-on-terminal';

/**
 * Plans a stack as if nothing of it were there, by Terraform alone: each resource is one of Terraform's own meanwhile, which takes any attributes. References,
 * cycles and lifecycles are Terraform's work as ever; what a provider or a cloud refuses is not found.
 *
 * @param stackFile the stack's Terraform JSON
 * @param file takes the plan, as `terraform show -json` writes one
 * @returns how many resources a deploy would make
 * @throws {TerraformFailedError}
 */
export async function planOffline(stackFile: string, file: string): Promise<number> {
  const json = JSON.parse(await readFile(stackFile, 'utf8')) as TerraformJson;
  const work = await mkdtemp(join(tmpdir(), 'audit-bridge-plan-'));
  try {
    await writeFile(join(work, 'cdk.tf.json'), JSON.stringify(asBuiltInResources(json), undefined, 1));
    await readTerraformOutput(work, ['init', '-input=false', '-no-color']);
    await readTerraformOutput(work, ['plan', '-input=false', '-no-color', '-out=plan']);
    const plan = asPlanned(JSON.parse(await readTerraformOutput(work, ['show', '-json', 'plan'])) as TerraformPlan);
    await writeFile(file, JSON.stringify(plan), { flag: 'wx', mode: 0o600 });
    return plan.resource_changes.length;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The plan of what the stand-ins stand for. */
function asPlanned({ format_version, resource_changes = [] }: TerraformPlan) {
  return { format_version, planned_offline: true, resource_changes: resource_changes.flatMap(asChange) } satisfies TerraformPlan;
}

function asChange({ address, change }: ResourceChange): readonly ResourceChange[] {
  const original = readStandInName(address.replace(/^terraform_data\./, ''));
  if (original === undefined) throw new Error(`${address} stands for nothing.`);
  const { isLookUp, type, id } = original;
  if (isLookUp) return [];
  const inputOf = (marks: unknown): unknown => (typeof marks === 'object' && marks !== null && 'input' in marks ? marks.input : marks);
  const { actions, after, after_sensitive, after_unknown, before } = change;
  return [
    {
      address: `${type}.${id}`,
      type,
      mode: 'managed',
      change: {
        actions,
        before,
        after: inputOf(after),
        after_unknown: inputOf(after_unknown),
        after_sensitive: inputOf(after_sensitive),
      },
    },
  ];
}
