import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TerraformAtHand } from './terraform-at-hand';

const run = promisify(execFile);

/** One attribute that a plan would change after an apply. */
export interface PlannedChange {
  readonly type: string;
  readonly address: string;
  readonly actions: readonly string[];
  readonly attributes: readonly string[];
}

interface Plan {
  readonly resource_changes?: readonly {
    readonly type: string;
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Record<string, unknown> | null;
      readonly after: Record<string, unknown> | null;
      readonly after_unknown: Record<string, unknown>;
    };
  }[];
}

/** A provider mostly waits, until AWS would have settled; Terraform's own ten at a time wait one after the other. */
const sideBySide = ['-parallelism=60'] as const;

/** Without another look at each resource: reading a bucket's lifecycle rules alone takes the provider a minute. */
const withoutLooking = '-refresh=false';

const forProviders = {
  // A provider keeps hundreds of megabytes of schemas: with Go's usual 100 it looks through all of them again and again.
  GOGC: '400',
  GOMEMLIMIT: '2GiB',
  // Addresses on this machine only: a proxy of the environment must not see them.
  NO_PROXY: '127.0.0.1,localhost',
};

/**
 * The same for a Terraform that the product starts: variables with which it takes the providers of this machine, and is as quick.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/environment-variables
 */
export const terraformVariables = ({ pluginFolder }: Pick<TerraformAtHand, 'pluginFolder'>): Readonly<Record<string, string>> => ({
  ...forProviders,
  TF_CLI_CONFIG_FILE: devNull,
  TF_CLI_ARGS_init: `-plugin-dir=${pluginFolder}`,
  TF_CLI_ARGS_apply: sideBySide.join(' '),
  TF_CLI_ARGS_destroy: [withoutLooking, ...sideBySide].join(' '),
});

export class TerraformFailedError extends Error {
  override readonly name = 'TerraformFailedError';
}

/** A folder with one stack's JSON that Terraform runs in, with nothing of this machine's configuration or credentials. */
export class TerraformFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'terraform-'));

  constructor(
    private readonly terraform: Pick<TerraformAtHand, 'binary' | 'pluginFolder'>,
    /** Terraform JSON, and the folder that its relative paths start from. */
    stack: { readonly json: object; readonly folder: string },
  ) {
    cpSync(stack.folder, this.path, { recursive: true });
    this.write(stack.json);
    writeFileSync(join(this.path, 'empty.tfrc'), '');
  }

  /** Another JSON in the place of what was there. Over many lines: Terraform prints the line of a mistake. */
  write(json: object): void {
    writeFileSync(join(this.path, 'cdk.tf.json'), JSON.stringify(json, undefined, 1));
  }

  async init(): Promise<void> {
    await this.#terraform('init', '-input=false', '-backend=true', `-plugin-dir=${this.terraform.pluginFolder}`);
  }

  /** @throws {TerraformFailedError} with what Terraform says */
  async validate(): Promise<void> {
    await this.#terraform('validate');
  }

  async apply(): Promise<void> {
    await this.#terraform('apply', '-input=false', '-auto-approve', ...sideBySide);
  }

  /** @returns how many resources there were */
  async destroy(): Promise<number> {
    const output = await this.#terraform('destroy', '-input=false', '-auto-approve', withoutLooking, ...sideBySide);
    const [, destroyed] = /Destroy complete! Resources: (\d+) destroyed/.exec(output) ?? [];
    if (destroyed === undefined) throw new TerraformFailedError(`terraform destroy does not say what it destroyed:\n${output}`);
    return Number(destroyed);
  }

  /** What another apply would change. */
  async plan(): Promise<readonly PlannedChange[]> {
    await this.#terraform('plan', '-input=false', '-out=plan.bin', ...sideBySide);
    const plan = JSON.parse(await this.#terraform('show', '-json', 'plan.bin')) as Plan;
    return (plan.resource_changes ?? [])
      .filter(({ change }) => change.actions.join() !== 'no-op')
      .map(({ type, address, change }) => ({ type, address, actions: change.actions, attributes: changedAttributes(change) }));
  }

  /** Addresses of everything in the state. */
  async list(): Promise<readonly string[]> {
    return (await this.#terraform('state', 'list')).split('\n').filter(line => line !== '');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  async #terraform(...args: readonly string[]): Promise<string> {
    const environment = {
      PATH: process.env.PATH,
      HOME: this.path,
      TF_CLI_CONFIG_FILE: join(this.path, 'empty.tfrc'),
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      ...forProviders,
    };
    try {
      const { stdout } = await run(this.terraform.binary, [...args, ...(args[0] === 'show' || args[0] === 'state' ? [] : ['-no-color'])], {
        cwd: this.path,
        env: environment as NodeJS.ProcessEnv,
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new TerraformFailedError(`terraform ${args[0]} failed:\n${stderr || stdout}`, { cause: error });
    }
  }
}

function changedAttributes({
  before,
  after,
  after_unknown: unknown,
}: NonNullable<Plan['resource_changes']>[number]['change']): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...names].filter(name => unknown[name] === true || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name])).sort();
}
