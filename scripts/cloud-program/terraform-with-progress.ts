import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { InterruptedError } from '@audit-bridge/operations/interrupted-error';
import { CloudProgramError, type ProgramRun, StateHeldError } from '@audit-bridge/operations/sandbox/cloud-program';
import { terraformBinary } from './terraform-binary';
import { readTerraformEvent, TerraformProgress } from './terraform-events';

/** A stack as Terraform works on it. */
export interface StackFolder {
  readonly name: string;
  readonly folder: string;
}

const maxErrorLines = 20;

/**
 * Runs Terraform in a stack's folder, without asking anything. A wish to stop reaches it once: it finishes what it has in hand, writes its state and gives its
 * lock back; a second one would cut it off.
 *
 * @throws {CloudProgramError} {StateHeldError} {InterruptedError}
 */
export async function runTerraformWithProgress(
  { folder, name }: StackFolder,
  command: 'init' | 'apply' | 'destroy',
  { interruption }: Pick<ProgramRun, 'interruption'>,
  report: (text: string) => void,
): Promise<void> {
  interruption.signal.throwIfAborted();
  // A change of where states are kept is told in the docs; Terraform would ask.
  const words =
    command === 'init' ? ['init', '-input=false', '-no-color', '-reconfigure'] : [command, '-input=false', '-auto-approve', '-json'];
  const child = spawn(terraformBinary(), words, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    // Out of the terminal's reach: Ctrl-C comes through this process alone.
    detached: true,
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const stop = () => void child.kill('SIGINT');
  interruption.signal.addEventListener('abort', stop, { once: true });
  const alreadyEnded = interruption.beforeEnd(() => ended);
  const progress = new TerraformProgress();
  const said: string[] = [];
  const keep = (line: string) => {
    said.push(line);
    if (said.length > maxErrorLines) said.shift();
  };
  createInterface({ input: child.stdout }).on('line', line => {
    if (command === 'init') return keep(line);
    progress.take(readTerraformEvent(line));
    report(`${name}: ${progress.text}`);
  });
  createInterface({ input: child.stderr }).on('line', keep);
  try {
    const [exitCode, signal] = await ended;
    if (exitCode === 0) return;
    if (interruption.isRequested) throw new InterruptedError(`terraform ${command} of ${name}`);
    const why = (progress.errors.length > 0 ? progress.errors : said).join('\n');
    const message = `terraform ${command} of ${name} ended with ${signal ?? `exit code ${exitCode}`}:\n${why}`;
    throw progress.isStateHeld ? new StateHeldError(message) : new CloudProgramError(message);
  } finally {
    interruption.signal.removeEventListener('abort', stop);
    alreadyEnded();
  }
}
