import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { outputFolder } from './output-folder';
import { planOffline } from './plan-offline';
import type { PlanFlags } from './read-plan-flags';
import type { SynthesizedStack } from './synthesized-stack';
import { runTerraform, TerraformFailedError, writeTerraformOutput } from './terraform-on-terminal';

/**
 * Plans stacks one after another, each into `<folder>/<stack>.json`, and prints what Terraform says of them, where it hides what is secret.
 *
 * @param synthesized the folder that the stacks' paths start from
 * @returns the exit code: 1 when a stack could not be planned; the others are
 */
export async function planStacks(
  stacks: readonly SynthesizedStack[],
  { folder, lock, offline }: PlanFlags,
  synthesized = outputFolder,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  // A plan holds every value, also what Terraform hides on a terminal.
  await chmod(folder, 0o700);
  // Ctrl-C reaches Terraform by itself; it must be able to release its state lock before this process ends.
  process.on('SIGINT', () => {});
  let exitCode = 0;
  for (const [index, { name, path }] of stacks.entries()) {
    console.log(`\n${name} (${index + 1} of ${stacks.length})`);
    try {
      const file = join(folder, `${name}.json`);
      // What an earlier run wrote must not speak for this one.
      await rm(file, { force: true });
      if (offline) console.log(`${await planOffline(join(synthesized, path), file)} to create`);
      else await planStack(join(synthesized, dirname(path)), file, lock);
    } catch (error) {
      if (!(error instanceof TerraformFailedError)) throw error;
      console.error(`${name}: ${error.message}`);
      exitCode = 1;
    }
  }
  return exitCode;
}

async function planStack(folder: string, file: string, lock: boolean): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'audit-bridge-plan-'));
  const plan = join(work, 'plan');
  try {
    await runTerraform(folder, ['init', '-input=false']);
    await runTerraform(folder, ['plan', '-input=false', `-lock=${lock}`, `-out=${plan}`]);
    await writeTerraformOutput(folder, ['show', '-json', plan], file);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
