import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { type ReportLine, silent } from '@audit-bridge/terminal';
import { findPython, type Python } from './find-python';

const run = promisify(execFile);

export interface PythonEnvironmentProps {
  /** A pip lock file in which every line has its hashes. */
  readonly lockFile: string;
  readonly report?: ReportLine;
  /** Its `PATH` is searched for Python, its `XDG_CACHE_HOME` takes the environment. @default this process's */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the installation; nothing is left of it. */
  readonly signal?: AbortSignal;
}

/** The packages of a lock file could not be installed. */
export class PythonEnvironmentError extends Error {
  override readonly name = 'PythonEnvironmentError';
}

/**
 * The interpreter of a virtual environment that holds exactly what a lock file names. It is made once per lock file and Python version,
 * in the user's cache folder, and later checkouts use it at once.
 *
 * Made in a temporary folder and renamed, so a half-made one is never used, and two processes may do this at the same time.
 *
 * @returns the absolute path of the interpreter; start programs with `-m`, the scripts in `bin` still name the temporary folder
 * @throws {PythonMissingError} {PythonEnvironmentError}
 */
export async function ensurePythonEnvironment({
  lockFile,
  report = silent,
  env = process.env,
  signal,
}: PythonEnvironmentProps): Promise<string> {
  const python = await findPython(env);
  const cache = cacheFolder(env);
  const folder = join(cache, await folderName(lockFile, python));
  const interpreter = join(folder, 'bin', 'python');
  // Follows the link: false too when the Python that it was made with is gone.
  if (existsSync(interpreter)) return interpreter;

  await rm(folder, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, '.unfinished-'));
  try {
    await install(python, unfinished, lockFile, report, signal);
    await rename(unfinished, folder).catch(error => {
      // Another process was faster: its environment holds the same.
      if (!existsSync(interpreter)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return interpreter;
}

async function install(python: Python, folder: string, lockFile: string, report: ReportLine, signal?: AbortSignal): Promise<void> {
  report(`Python ${python.version}: installing ${basename(lockFile)} (once on this machine, about half a minute)`);
  try {
    await run(python.command, ['-m', 'venv', folder], { signal });
    // --no-deps: the lock file names everything, so there is nothing to resolve.
    await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--no-deps', '--require-hashes', '-r', lockFile], {
      maxBuffer: 64 * 1024 * 1024,
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    const output = (error as { stderr?: string }).stderr?.trim().split('\n').slice(-5).join('\n');
    throw new PythonEnvironmentError(
      `The Python packages of ${lockFile} could not be installed: ${output || String(error)}\nCheck that pip reaches its package index, then run the command again.`,
      { cause: error },
    );
  }
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'audit-bridge', 'python');
}

async function folderName(lockFile: string, python: Python): Promise<string> {
  const platform = `${python.version}-${process.platform}-${process.arch}`;
  const hash = createHash('sha256')
    .update(platform)
    .update('\n')
    .update(await readFile(lockFile));
  return `${basename(lockFile, '.lock')}-${hash.digest('hex').slice(0, 16)}`;
}
