import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { terraformBinary } from './terraform-binary';

/** Terraform ended with an error; its own message is on the terminal. */
export class TerraformFailedError extends Error {
  override readonly name = 'TerraformFailedError';

  constructor(command: string, how: string) {
    const advice = command === 'init' ? ' It fetches the providers and opens the state: plan --offline needs neither.' : '';
    super(`terraform ${command} ended with ${how}; its message above says why.${advice}`);
  }
}

/** Runs Terraform in a stack's folder, on this terminal. @throws {TerraformFailedError} */
export async function runTerraform(folder: string, words: readonly string[]): Promise<void> {
  await ended(start(folder, process.stdout.isTTY ? words : [...words, '-no-color'], 'inherit'), words);
}

/** The same, with what it prints as text. @throws {TerraformFailedError} */
export async function readTerraformOutput(folder: string, words: readonly string[]): Promise<string> {
  const child = start(folder, words, 'pipe');
  const [printed] = await Promise.all([child.stdout === null ? '' : text(child.stdout), ended(child, words)]);
  return printed;
}

/** The same, with what it prints in a file that only its owner can read. @throws {TerraformFailedError} */
export async function writeTerraformOutput(folder: string, words: readonly string[], file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await ended(start(folder, words, handle.fd), words);
  } finally {
    await handle.close();
  }
}

function start(folder: string, words: readonly string[], output: 'inherit' | 'pipe' | number): ChildProcess {
  return spawn(terraformBinary(), words, {
    cwd: folder,
    stdio: ['ignore', output, 'inherit'],
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
  });
}

async function ended(child: ChildProcess, [command = '']: readonly string[]): Promise<void> {
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (exitCode !== 0) throw new TerraformFailedError(command, signal ?? `exit code ${exitCode}`);
}
