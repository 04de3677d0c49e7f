import { homedir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { agree, notAgreedExitCode } from '../agreement';
import { describeHolder } from '../locks/errors';
import { fileRegister } from '../locks/file-register';
import { readHolder } from '../locks/lock-holder';
import type { LockRegister } from '../locks/lock-register';
import { s3Register } from '../locks/s3-register';
import { withLockIn } from '../locks/with-lock';
import type { SandboxContext } from './sandbox-command';
import { SandboxIdentity } from './sandbox-identity';
import { ownerOfState } from './state-objects';

/** Beside the sandbox's state, so that whoever can reach the one can reach the other: nothing of the sandbox itself is there before it is made. */
function registerOf({ clouds, environment }: Pick<SandboxContext, 'clouds' | 'environment'>): LockRegister {
  const { id } = SandboxIdentity.of(environment);
  const { state } = environment;
  if (state.kind === 'local')
    return fileRegister(
      join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'audit-bridge/locks', `${environment.aws.accountId}-${id}.json`),
    );
  const s3 = clouds.aws.client(S3Client, { region: state.region });
  return s3Register(s3, { bucket: state.bucket, key: `${state.keyPrefix}/locks/${id}.json`, accountId: ownerOfState(state) });
}

/**
 * Nobody else makes or destroys this sandbox meanwhile.
 *
 * @throws {LockHeldError} before the work begins
 */
export function withSandboxLock<Result>(
  context: SandboxContext,
  command: 'up' | 'down',
  work: (context: SandboxContext) => Promise<Result>,
): Promise<Result> {
  const { owner } = SandboxIdentity.of(context.environment);
  const unlock = `npx pnpm bridge sandbox down ${owner} --break-lock`;
  return withLockIn(context, { register: registerOf(context), unlock }, `bridge sandbox ${command} ${owner}`, work);
}

/** `--break-lock`: @returns the exit code */
export async function breakSandboxLock(context: SandboxContext, yes: boolean): Promise<number> {
  const register = registerOf(context);
  const entry = await register.read();
  if (entry === undefined) {
    context.print('The lock is not held.');
    context.result({ broken: false });
    return 0;
  }
  context.print(`${describeHolder(readHolder(entry.text))}`);
  context.print(`  ${register.place}`);
  if (!(await agree(context, { question: 'Break this lock? Its command must not run any more.', clouds: ['aws'], yes })))
    return notAgreedExitCode;
  const broken = await register.remove(entry.version);
  context.print(broken ? 'Broken.' : 'Renewed meanwhile by a command that runs, or given back: nothing was done.');
  context.result({ broken });
  return broken ? 0 : 1;
}
