import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const stillRunningAfterSeconds = 30;
const skippedWithout = /\(skipped without ([^)]+)\)/;

/**
 * Shows each test file as it ends, each failure in full at once, and what is still running when nothing has ended for a while.
 * Leaves a `TestTally` in the file that `AUDIT_BRIDGE_TALLY_FILE` names. JavaScript, because jest loads a reporter untransformed.
 *
 * @implements {import('@jest/reporters').Reporter}
 */
export default class ProgressReporter {
  #done = 0;
  /** @type {Map<string, number>} start by path */
  #running = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #heartbeat;

  onRunStart() {
    this.#heartbeat = setInterval(() => this.#showRunning(), stillRunningAfterSeconds * 1000);
    this.#heartbeat.unref();
  }

  /** @param {import('@jest/reporters').Test} test */
  onTestFileStart(test) {
    this.#running.set(shortPath(test.path), Date.now());
  }

  /**
   * @param {import('@jest/reporters').Test} test
   * @param {import('@jest/reporters').TestResult} result
   * @param {import('@jest/reporters').AggregatedResult} total
   */
  onTestFileResult(test, result, total) {
    const path = shortPath(test.path);
    const seconds = ((Date.now() - (this.#running.get(path) ?? Date.now())) / 1000).toFixed(1);
    this.#running.delete(path);
    this.#done += 1;
    const { numPassingTests: passed, numFailingTests: failed, numPendingTests: skipped, testExecError } = result;
    const word = failed > 0 || testExecError ? 'FAIL' : passed === 0 ? 'SKIP' : 'PASS';
    const counts = [passed && `${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(', ');
    console.log(`[${this.#done}/${total.numTotalTestSuites}] ${word} ${path}  ${counts || 'did not run'} (${seconds} s)`);
    if (result.failureMessage) console.log(result.failureMessage);
    this.#heartbeat?.refresh();
  }

  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} total
   */
  onRunComplete(_contexts, total) {
    clearInterval(this.#heartbeat);
    const path = process.env.AUDIT_BRIDGE_TALLY_FILE;
    if (path) writeFileSync(path, JSON.stringify(tallyOf(total)));
  }

  #showRunning() {
    const running = [...this.#running].map(([path, since]) => `${path} (${Math.round((Date.now() - since) / 1000)} s)`);
    if (running.length > 0) console.log(`still running: ${running.join(', ')}`);
  }
}

/** @param {import('@jest/reporters').AggregatedResult} total */
function tallyOf(total) {
  /** @type {Record<string, number>} */
  const skips = {};
  /** @type {string[]} */
  const failures = [];
  for (const { testFilePath, testExecError, testResults } of total.testResults) {
    const path = shortPath(testFilePath);
    if (testExecError) failures.push(`${path}: could not be run`);
    for (const { status, fullName } of testResults) {
      if (status === 'failed') failures.push(`${path}: ${fullName}`);
      if (status !== 'pending') continue;
      const reason = skippedWithout.exec(fullName)?.[1] ?? 'a reason in its title';
      skips[reason] = (skips[reason] ?? 0) + 1;
    }
  }
  return {
    passed: total.numPassedTests,
    failed: total.numFailedTests + total.numRuntimeErrorTestSuites,
    skipped: total.numPendingTests,
    skips,
    failures,
  };
}

/** @param {string} path */
function shortPath(path) {
  return relative(process.cwd(), path);
}
