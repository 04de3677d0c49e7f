import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const sources = join(__dirname, '../src/process');
const tsx = createRequire(__filename).resolve('tsx');

/** A process that says that it runs, and what interrupts it. */
const script = `
import { watchForInterruption } from ${JSON.stringify(join(sources, 'interruption'))};
const { signal, release } = await watchForInterruption();
console.log('ready ' + process.pid);
const staying = setInterval(() => {}, 1000);
signal.addEventListener('abort', () => {
  console.log(signal.reason.message);
  process.exitCode = signal.reason.exitCode;
  clearInterval(staying);
  release();
});`;

/** Stands for pnpm: starts the script in a shell of its own group, and waits for it. */
const runner = `
const { spawn } = require('node:child_process');
spawn('/bin/sh', ['-c', 'node --import ' + process.argv[2] + ' ' + process.argv[3] + '; true'], { stdio: 'inherit', detached: true })
  .on('exit', code => process.exit(code));`;

describe('watchForInterruption', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'package-runner-test-'));
    await writeFile(join(folder, 'script.mts'), script);
    await writeFile(join(folder, 'pnpm.cjs'), runner);
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rm(folder, { recursive: true }));

  function start(args: readonly string[]) {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    children.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const nextLine = async () => (await lines.next()).value as string;
    return { child, nextLine };
  }

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('tells of %s once, although it comes twice', async (name, exitCode) => {
    const { child, nextLine } = start(['--import', tsx, join(folder, 'script.mts')]);
    expect(await nextLine()).toMatch('ready');
    const exited = once(child, 'exit');
    child.kill(name);
    child.kill(name);
    expect(await nextLine()).toBe(`Stopped by ${name}.`);
    expect(await exited).toEqual([exitCode, null]);
  });

  it('tells when the package runner alone is killed', async () => {
    const { child, nextLine } = start([join(folder, 'pnpm.cjs'), tsx, join(folder, 'script.mts')]);
    const [, id] = ((await nextLine()) ?? '').split(' ');
    child.kill('SIGKILL');
    expect(await nextLine()).toBe('Stopped: the command that started this run is gone.');
    await untilGone(Number(id));
  });
});

async function untilGone(id: number): Promise<void> {
  const isThere = () => {
    try {
      return process.kill(id, 0);
    } catch {
      return false;
    }
  };
  while (isThere()) await new Promise(resolve => setTimeout(resolve, 20));
}
