import { rmSync } from 'node:fs';
import type { Environment } from '@audit-bridge/config';
import type { CloudProgram } from '@audit-bridge/operations/sandbox/cloud-program';
import { plannedResources } from '../../scripts/cloud-program/synthesize-sandbox';
import { type SynthesizedFolder, TerraformProgram } from '../../scripts/cloud-program/terraform-program';
import type { SynthesizedStack } from '../invariants/synthesized-stacks';
import type { SandboxClouds } from '../operations/sandbox-clouds';
import { rootOnMoto } from './root-on-moto';
import type { TerraformAtHand } from './terraform-at-hand';
import { TerraformFolder } from './terraform-folder';

export interface SandboxProgramProps {
  readonly clouds: SandboxClouds;
  readonly terraform: TerraformAtHand;
  /** Of all sandboxes. */
  readonly stacks: readonly SynthesizedStack[];
}

/**
 * The program that makes sandboxes, with the real Terraform: their AWS halves on moto, all pipelines of one in one run, states in the bucket. Their Azure halves
 * are there as soon as one is deployed, and Terraform does not know them: the sweep alone finds and removes them.
 */
export class SandboxProgram implements CloudProgram {
  readonly #program = new TerraformProgram({ synthesize: async environment => [this.#synthesized(environment)] });
  readonly #folders = new Map<string, TerraformFolder>();

  constructor(private readonly props: SandboxProgramProps) {}

  readonly plan: CloudProgram['plan'] = (environment, run) => this.#program.plan(environment, run);

  readonly deploy: CloudProgram['deploy'] = async (stacks, run) => {
    for (const { name } of stacks) this.props.clouds.makeAzureHalf(ownerIn(name));
    await this.#program.deploy(stacks, run);
  };

  readonly destroy: CloudProgram['destroy'] = (stacks, run) => this.#program.destroy(stacks, run);
  readonly forgetStates: CloudProgram['forgetStates'] = stacks => this.#program.forgetStates(stacks);

  /** Where Terraform works on an owner's sandbox. */
  folderOf(owner: string): TerraformFolder {
    const known = this.#folders.get(owner);
    if (known !== undefined) return known;
    const { clouds, terraform } = this.props;
    const { awsProviderVersion } = terraform;
    const root = rootOnMoto(this.#stacksOf(owner), { motoUrl: clouds.motoUrl, awsProviderVersion, stateName: nameOf(owner) });
    const folder = new TerraformFolder(terraform, root);
    rmSync(root.folder, { recursive: true });
    this.#folders.set(owner, folder);
    return folder;
  }

  remove(): void {
    for (const folder of this.#folders.values()) folder.remove();
  }

  #synthesized({ owner = '' }: Environment): SynthesizedFolder {
    const resources = this.#stacksOf(owner).flatMap(({ json }) => plannedResources(json.resource ?? {}));
    return { name: nameOf(owner), folder: this.folderOf(owner).path, resources };
  }

  #stacksOf(owner: string): readonly SynthesizedStack[] {
    return this.props.stacks.filter(({ environment }) => environment.owner === owner);
  }
}

const nameOf = (owner: string) => `sandbox-${owner}-together`;
const ownerIn = (name: string) => name.split('-')[1] ?? '';
