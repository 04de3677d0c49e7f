import type { Environment } from '@audit-bridge/config';
import type { EnvironmentContext } from '../bridge-command';
import type { CloudProgram, Sandboxes } from './cloud-program';
import { KeptRunError, NoCloudProgramError, NotThisSandboxError } from './errors';

/** What a command of one sandbox, or of all of them, may use. */
export interface SandboxContext extends EnvironmentContext {
  readonly program: CloudProgram;
  /** The same for another owner's sandbox. @throws {NotThisSandboxError} */
  of(owner: string): SandboxContext;
}

const ownerPattern = /^[a-z][a-z0-9]{0,15}$/;

/** What all sandboxes have in common does not depend on whose they are. */
const anyOwner = 'example';

/** Those for which a sandbox need not be there. */
const makeOrDestroy: ReadonlySet<string> = new Set(['sandbox up', 'sandbox down']);

export interface OpenSandboxOptions {
  readonly sandboxes: Sandboxes | undefined;
  /** All that there are. */
  readonly environments: readonly Environment[];
  readonly command: string;
  /** Without one it is any sandbox. */
  readonly owner: string | undefined;
}

/**
 * The environment of one person's sandbox, and what makes it.
 *
 * @throws {NoCloudProgramError}
 * @throws {NotThisSandboxError} for what is no sandbox of that owner, whatever its name says
 * @throws {KeptRunError}
 */
export function openSandbox({ command, environments, owner = anyOwner, sandboxes }: OpenSandboxOptions): {
  readonly environment: Environment;
  readonly program: CloudProgram;
} {
  if (sandboxes === undefined) throw new NoCloudProgramError(command);
  const kept = owner === sandboxes.kept ? environments.find(({ name }) => name === owner) : undefined;
  if (kept !== undefined) {
    if (makeOrDestroy.has(command)) throw new KeptRunError(command, owner);
    return { environment: kept, program: sandboxes.program };
  }
  if (!ownerPattern.test(owner))
    throw new NotThisSandboxError(
      `'${owner}' names no sandbox: write its owner, 1 to 16 lower-case letters and digits, a letter first, like 'ana'.`,
    );
  const environment = sandboxes.environmentOf(owner);
  const { kind, name, protection } = environment;
  if (kind !== 'sandbox' || environment.owner !== owner || protection !== 'destroyable')
    throw new NotThisSandboxError(
      `The environment '${name}' (${kind}, ${protection}) is no sandbox of ${owner}: nothing was done. stacks/environments/sandbox.ts must have kind 'sandbox', protection 'destroyable' and the owner that it is asked for.`,
    );
  // Without an owner in its names, another environment's could read like this one's.
  if (environments.some(other => other.name === name && other.kind !== 'sandbox'))
    throw new NotThisSandboxError(
      `Two environments are named '${name}', and one of them is no sandbox: nothing was done. Give one of them another name.`,
    );
  return { environment, program: sandboxes.program };
}
