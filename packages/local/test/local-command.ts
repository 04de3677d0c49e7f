import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = join(__dirname, '../../..');

/** `npx pnpm local` without pnpm. */
export const command = [process.execPath, '--import', createRequire(__filename).resolve('tsx'), join(root, 'packages/local/src/main.ts')];

/** Put before a command, runs it on a pseudo-terminal. */
export const inTerminal = ['python3', '-c', 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))'];

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly output: { text: string };
  readonly exited: Promise<unknown[]>;
}

/** Waits for a text of a command. @throws when the command ends without it */
export async function said({ child, output }: StartedCommand, text: RegExp): Promise<void> {
  while (!text.test(output.text)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended without ${text}: ${output.text}`);
    await sleep(20);
  }
}

export interface LocalCommand {
  /** Takes the results; removed at the end. */
  readonly folder: string;
  start(words: readonly string[]): StartedCommand;
  /** Runs `npx pnpm local` into the folder. */
  run(...args: string[]): Promise<{ readonly exitCode: unknown; readonly text: string }>;
}

/** @param keeps whether the folder stays from one test of the suite to the next. @default a new one for each test */
export function localCommand({ keeps = false } = {}): LocalCommand {
  let folder = '';
  const children: ChildProcess[] = [];

  const begin = async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-run-test-'));
  };
  const end = () => rm(folder, { recursive: true, force: true });
  if (keeps) {
    beforeAll(begin);
    afterAll(end);
  } else {
    beforeEach(begin);
    afterEach(end);
  }
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start([file = '', ...args]: readonly string[]) {
    const child = spawn(file, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    children.push(child);
    const output = { text: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output.text += data));
    return { child, output, exited: once(child, 'close') };
  }

  return {
    get folder() {
      return folder;
    },
    start,
    run: async (...args) => {
      const { exited, output } = start([...command, '--output', folder, ...args]);
      const [exitCode] = await exited;
      return { exitCode, text: output.text };
    },
  };
}
