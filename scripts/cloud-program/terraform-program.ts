import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '@audit-bridge/config';
import {
  type CloudProgram,
  CloudProgramError,
  type PlannedStack,
  type ProgramRun,
  StateHeldError,
} from '@audit-bridge/operations/sandbox/cloud-program';
import { repositoryRoot } from '../repository-root';
import { requireTerraform } from './terraform-binary';
import { runTerraformWithProgress, type StackFolder } from './terraform-with-progress';

export type SynthesizedFolder = PlannedStack & StackFolder;

export interface TerraformProgramProps {
  readonly synthesize: (environment: Environment, run: ProgramRun) => Promise<readonly SynthesizedFolder[]>;
  /** Where states are that lie on this machine. @default the checkout */
  readonly stateFolder?: string;
}

/** The program of this checkout: stacks by CDKTF, changes by Terraform, the stacks of an environment beside one another. */
export class TerraformProgram implements CloudProgram {
  readonly #folders = new Map<string, string>();

  constructor(private readonly props: TerraformProgramProps) {}

  async plan(environment: Environment, run: ProgramRun): Promise<readonly PlannedStack[]> {
    const stacks = await this.props.synthesize(environment, run);
    for (const { folder, name } of stacks) this.#folders.set(name, folder);
    return stacks;
  }

  deploy(stacks: readonly PlannedStack[], run: ProgramRun): Promise<void> {
    return this.#runAll('apply', stacks, run);
  }

  destroy(stacks: readonly PlannedStack[], run: ProgramRun): Promise<void> {
    return this.#runAll('destroy', stacks, run);
  }

  async forgetStates(stacks: readonly PlannedStack[]): Promise<void> {
    const folder = this.props.stateFolder ?? repositoryRoot;
    for (const { name } of stacks)
      for (const ending of ['', '.backup', '.lock.info']) await rm(join(folder, `terraform.${name}.tfstate${ending}`), { force: true });
  }

  async #runAll(command: 'apply' | 'destroy', stacks: readonly PlannedStack[], run: ProgramRun): Promise<void> {
    await requireTerraform();
    const folders = stacks.map(({ name }) => ({ name, folder: this.#folderOf(name) }));
    // One after another: they may share a folder of providers, which Terraform does not lock.
    for (const stack of folders) {
      run.progress(`${stack.name}: getting the providers`);
      await runTerraformWithProgress(stack, 'init', run, run.progress);
    }
    const settled = await Promise.allSettled(
      folders.map(async stack => {
        await runTerraformWithProgress(stack, command, run, run.progress);
        run.print(`${stack.name}: ${command === 'apply' ? 'made' : 'destroyed'}`);
      }),
    );
    throwWorst(settled.flatMap(one => (one.status === 'rejected' ? [one.reason as Error] : [])));
  }

  #folderOf(name: string): string {
    const folder = this.#folders.get(name);
    if (folder === undefined) throw new Error(`${name} was not planned by this program.`);
    return folder;
  }
}

/** A held state, or a wish to stop, is more than a resource that could not be changed: others must know. */
function throwWorst(errors: readonly Error[]): void {
  const worst = errors.find(error => error instanceof StateHeldError) ?? errors.find(error => !(error instanceof CloudProgramError));
  if (worst !== undefined) throw worst;
  if (errors.length > 0) throw new CloudProgramError(errors.map(({ message }) => message).join('\n'));
}
