import type { Environment } from '@audit-bridge/config';
import type { EnvironmentContext } from '../bridge-command';
import type { CloudProgram, Sandboxes } from './cloud-program';
import { NoCloudProgramError, NotThisSandboxError } from './errors';

/** What a command of one sandbox, or of all of them, may use. */
export interface SandboxContext extends EnvironmentContext {
  readonly program: CloudProgram;
}

const ownerPattern = /^[a-z][a-z0-9]{0,15}$/;

/** What all sandboxes have in common does not depend on whose they are. */
const anyOwner = 'example';

/**
 * The environment of one person's sandbox, and what makes it.
 *
 * @param subject names the owner; without one it is any sandbox
 * @throws {NoCloudProgramError}
 * @throws {NotThisSandboxError} for what is no sandbox of that owner, whatever its name says
 */
export function openSandbox(
  sandboxes: Sandboxes | undefined,
  { command, sandbox: owner = anyOwner }: { readonly command: string; readonly sandbox?: string },
): { readonly environment: Environment; readonly program: CloudProgram } {
  if (sandboxes === undefined) throw new NoCloudProgramError(command);
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
  return { environment, program: sandboxes.program };
}
