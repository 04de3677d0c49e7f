import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '@audit-bridge/config';
import type { PlannedResource, ProgramRun } from '@audit-bridge/operations/sandbox/cloud-program';
import { stackIdsOf } from '@audit-bridge/stacks/target-stacks';
import { repositoryRoot } from '../repository-root';
import { SynthError } from './synthesize';
import { readSynthesizedStacks } from './synthesized-stack';
import type { SynthesizedFolder } from './terraform-program';

type ResourceBlocks = Readonly<Record<string, Readonly<Record<string, PlannedResource['values']>>>>;

/**
 * Synthesizes one owner's stacks into a folder of their own, so that two sandboxes can be made from one checkout at the same time. It stands where `cdktf.out`
 * stands: a local state is found from there.
 *
 * @throws {SynthError}
 */
export async function synthesizeSandbox(
  environment: Environment,
  { progress }: Pick<ProgramRun, 'progress'>,
): Promise<readonly SynthesizedFolder[]> {
  const { owner = '' } = environment;
  progress('Synthesizing the stacks');
  const folder = join(repositoryRoot, `cdktf.out.${owner}`);
  const child = spawn(process.execPath, ['--import', 'tsx', 'stacks/main.ts'], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SANDBOX: owner, CDKTF_OUTDIR: folder, CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' },
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new SynthError(`The stacks could not be synthesized:\n${Buffer.concat(said)}`);
  const ids = new Set(stackIdsOf(environment));
  const stacks = (await readSynthesizedStacks(folder)).filter(({ name }) => ids.has(name));
  return Promise.all(
    stacks.map(async ({ name, path }) => {
      const { resource = {} } = JSON.parse(await readFile(join(folder, path), 'utf8')) as { readonly resource?: ResourceBlocks };
      return { name, folder: join(folder, dirname(path)), resources: plannedResources(resource) };
    }),
  );
}

/** Resources of a stack's Terraform JSON. */
export const plannedResources = (blocks: ResourceBlocks): readonly PlannedResource[] =>
  Object.entries(blocks).flatMap(([type, byId]) => Object.values(byId).map(values => ({ type, values })));
