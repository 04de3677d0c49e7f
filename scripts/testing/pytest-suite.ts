import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { glueScripts, glueScriptsPython } from '../python-environment';
import { repositoryRoot } from '../repository-root';
import { TestRunnerError, type TestSelection, type TestSuite } from './test-suite';
import type { TestTally } from './test-tally';

/** pytest's own exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const nothingCollected = 5;
const testsFailed = 1;

/** Every Python test, among them those that run Spark. */
export const pytestSuite: TestSuite = {
  name: 'pytest',
  async run(selection) {
    const paths = pythonPaths(selection);
    if (paths === undefined) return undefined;
    const python = await glueScriptsPython();
    const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-tests-'));
    try {
      return await runPytest(python, paths, selection, join(folder, 'tally.json'));
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/**
 * Which of a selection's paths are Python's; none means every test.
 *
 * @returns undefined when the selection is jest's alone: it names other paths, or has flags of jest
 */
export function pythonPaths({ filters }: TestSelection): readonly string[] | undefined {
  if (filters.length === 0) return [];
  const own = filters
    .map(filter => resolve(repositoryRoot, filter))
    .filter(path => path === glueScripts || path.startsWith(`${glueScripts}/`));
  return own.length === 0 ? undefined : own;
}

async function runPytest(
  python: string,
  paths: readonly string[],
  { kinds }: TestSelection,
  tallyFile: string,
): Promise<TestTally | undefined> {
  const child = spawn(python, ['-m', 'pytest', '-p', 'progress_plugin', ...paths], {
    cwd: glueScripts,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      AUDIT_BRIDGE_TALLY_FILE: tallyFile,
      AUDIT_BRIDGE_TEST_KINDS: kinds.join(','),
    },
  });
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (exitCode === nothingCollected) return undefined;
  const text = await readFile(tallyFile, 'utf8').catch(() => undefined);
  if (text === undefined) throw new TestRunnerError(`pytest ended (${signal ?? exitCode}) without a result; its own message is above.`);
  const tally = JSON.parse(text) as TestTally;
  if (exitCode !== 0 && (exitCode !== testsFailed || tally.failed === 0)) {
    throw new TestRunnerError(`pytest ended with ${signal ?? exitCode} although its tests were told; its own message is above.`);
  }
  return tally;
}
