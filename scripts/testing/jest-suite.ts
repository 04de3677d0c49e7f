import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root';
import { testKinds } from './test-kinds';
import { TestRunnerError, type TestSelection, type TestSuite } from './test-suite';
import type { TestTally } from './test-tally';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

/** Every TypeScript test of every package. */
export const jestSuite: TestSuite = {
  name: 'jest',
  async run(selection) {
    const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-tests-'));
    try {
      return await runJest(selection, join(folder, 'tally.json'));
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function runJest({ kinds, filters }: TestSelection, tallyFile: string): Promise<TestTally> {
  const matches = kinds.flatMap(kind => ['--testMatch', testKinds[kind]]);
  const child = spawn(
    process.execPath,
    // Jest's list options swallow the paths behind them: so the paths come first.
    [jest, ...filters, '--reporters', '<rootDir>/scripts/testing/progress-reporter.js', ...matches, '--passWithNoTests'],
    { cwd: repositoryRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, AUDIT_BRIDGE_TALLY_FILE: tallyFile } },
  );
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  const text = await readFile(tallyFile, 'utf8').catch(() => undefined);
  if (text === undefined) throw new TestRunnerError(`jest ended (${signal ?? exitCode}) without a result; its own message is above.`);
  const tally = JSON.parse(text) as TestTally;
  if (exitCode !== 0 && tally.failed === 0) {
    throw new TestRunnerError(`jest ended with ${signal ?? exitCode} although no test failed; its own message is above.`);
  }
  return tally;
}
