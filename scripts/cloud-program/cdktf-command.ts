import { join } from 'node:path';
import { repositoryRoot } from '../repository-root';
import { planStacks } from './plan-stacks';
import { readPlanFlags } from './read-plan-flags';
import { runProgram } from './run-program';
import { selectStacks } from './select-stacks';
import { synthesize } from './synthesize';
import type { SynthesizedStack } from './synthesized-stack';
import { requireTerraform } from './terraform-binary';

export const commands = ['synth', 'diff', 'plan', 'deploy', 'destroy'] as const;
export type CloudCommand = (typeof commands)[number];

const purposes: Record<Exclude<CloudCommand, 'synth'>, string> = {
  diff: 'Compare with what is deployed (changes nothing)',
  plan: 'Write what a deploy would do (changes nothing)',
  deploy: 'Create or change',
  destroy: 'DESTROY',
};

const cdktf = join(repositoryRoot, 'node_modules/cdktf-cli/bundle/bin/cdktf');

/**
 * Synthesizes, says what is going to happen to which accounts, and leaves the rest to the cdktf CLI.
 *
 * @param patterns stacks by name; `*` stands for any characters
 * @param flags passed on to the cdktf CLI; those of `plan` are its own
 * @returns the exit code
 * @throws {PlanFlagsError} {TerraformMissingError} {SynthError} {NoSuchStackError}
 */
export async function runCloudCommand(command: CloudCommand, patterns: readonly string[], flags: readonly string[]): Promise<number> {
  const planFlags = command === 'plan' ? readPlanFlags(flags) : undefined;
  if (command !== 'synth') await requireTerraform();
  const startedAt = performance.now();
  const selected = selectStacks(await synthesize(), patterns);
  if (command === 'synth') {
    for (const stack of selected) console.log(`${stack.name}  ${stack.resourceCount} resources  cdktf.out/${stack.path}`);
    console.log(`${selected.length} stacks in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    return 0;
  }
  if (patterns.length === 0) {
    console.error(`Say which stacks: npx pnpm ${command} 'dev-*'. There are: ${selected.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  announce(planFlags?.offline ? 'Write what a deploy would make where nothing is yet (asks no cloud)' : purposes[command], selected);
  return planFlags === undefined ? runCdktf(command, selected, flags) : planStacks(selected, planFlags);
}

function announce(purpose: string, stacks: readonly SynthesizedStack[]): void {
  console.log(`${purpose}:`);
  for (const { name, resourceCount, targets } of stacks) {
    console.log(`  ${name} (${resourceCount} resources)`);
    for (const target of targets) console.log(`    ${target}`);
  }
}

async function runCdktf(
  command: Exclude<CloudCommand, 'synth'>,
  stacks: readonly SynthesizedStack[],
  flags: readonly string[],
): Promise<number> {
  const names = stacks.map(({ name }) => name);
  if (command !== 'diff') return runProgram(process.execPath, [cdktf, command, '--skip-synth', ...flags, ...names]);
  // The CLI compares one stack at a time.
  let worst = 0;
  for (const name of names) worst = Math.max(worst, await runProgram(process.execPath, [cdktf, 'diff', '--skip-synth', ...flags, name]));
  return worst;
}
