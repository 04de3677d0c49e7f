import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { repositoryRoot } from '../repository-root';

/**
 * Runs a program of the checkout on this terminal, without its vendor's version check and crash reports: a synth needs no network.
 *
 * @returns its exit code, or 128 + the signal's number as a shell counts
 */
export async function runProgram(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    stdio: 'inherit',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' },
  });
  // Ctrl-C reaches the program by itself; it must be able to release its state lock before this process ends.
  process.on('SIGINT', () => {});
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
