import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Python {
  readonly command: string;
  /** Major and minor version, such as `3.11`. */
  readonly version: string;
}

/** There is no Python that can make a virtual environment; the message names the package to install. */
export class PythonMissingError extends Error {
  override readonly name = 'PythonMissingError';
}

const candidates = ['python3.11', 'python3', 'python3.12', 'python3.13', 'python3.14'];

// Debian and Ubuntu ship `venv` without `ensurepip`, and then `python3 -m venv` fails halfway.
const probe = `
import importlib.util, sys
print('%d.%d' % sys.version_info[:2], all(importlib.util.find_spec(name) for name in ('venv', 'ensurepip')))`;

/**
 * The first Python 3.11 or later on the path that can make a virtual environment.
 *
 * @throws {PythonMissingError}
 */
export async function findPython(env: NodeJS.ProcessEnv): Promise<Python> {
  let incomplete: Python | undefined;
  let older: string | undefined;
  for (const command of candidates) {
    const answer = await run(command, ['-c', probe], { env }).then(
      ({ stdout }) => stdout.trim().split(' '),
      () => undefined,
    );
    const [version = '', complete] = answer ?? [];
    if (version === '') continue;
    if (Number(version.split('.')[1]) < 11) older ??= version;
    else if (complete === 'True') return { command, version };
    else incomplete ??= { command, version };
  }
  if (incomplete !== undefined) {
    const name = `python${incomplete.version}-venv`;
    throw new PythonMissingError(
      `${incomplete.command} (${incomplete.version}) has no ensurepip, so it cannot make a virtual environment. Install the package ${name} (Debian, Ubuntu: sudo apt install ${name}).`,
    );
  }
  throw new PythonMissingError(
    `Python 3.11 or later is needed for the AWS emulator, and ${older === undefined ? 'no Python was' : `only ${older} was`} found on the path. Install python3.11 and python3.11-venv (Debian, Ubuntu: sudo apt install python3.11-venv; macOS: brew install python@3.11).`,
  );
}
