import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../scripts/repository-root';

const run = promisify(execFile);

/** Runs code in a Node process of its own. @returns what the code's last expression `result` is: it must be assigned */
export async function runInFreshProcess(code: string, environment: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const program = `${code}\nprocess.stdout.write('\\n' + JSON.stringify(result), () => process.exit(0));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, ...environment } });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

export interface ProcessFigures {
  readonly seconds: number;
  /** Most memory that the process had at once. */
  readonly peakMegabytes: number;
}

/** Runs a Node program to its end and says how long it took and how much memory it had. */
export async function measureProcess(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ProcessFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-bench-'));
  try {
    const figuresFile = join(folder, 'peak');
    const witness = join(folder, 'witness.mjs');
    await writeFile(
      witness,
      `import { writeFileSync } from 'node:fs';
       process.on('exit', () => writeFileSync(${JSON.stringify(figuresFile)}, String(process.resourceUsage().maxRSS)));`,
    );
    const startedAt = performance.now();
    await run(process.execPath, ['--import', pathToFileURL(witness).href, ...args], {
      cwd: repositoryRoot,
      env: { ...process.env, CHECKPOINT_DISABLE: '1', ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });
    const seconds = (performance.now() - startedAt) / 1000;
    // maxRSS is in kilobytes of 1,024 bytes on every platform.
    return { seconds, peakMegabytes: (Number(await readFile(figuresFile, 'utf8')) * 1024) / 1e6 };
  } finally {
    await rm(folder, { recursive: true });
  }
}
