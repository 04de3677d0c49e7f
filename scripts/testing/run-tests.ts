import type { TestSelection, TestSuite } from './test-suite';
import { addTallies, closingLines, emptyTally, isSuccess, type TestTally } from './test-tally';

export interface RunTestsOptions {
  /** What must be on the machine first; a preparation that fails is told, and the tests that need it fail by themselves. */
  readonly prepare: readonly ((selection: TestSelection, print: (line: string) => void) => Promise<void>)[];
  readonly print: (line: string) => void;
}

/**
 * Runs the toolchains' tests side by side, because each of them waits a lot, and closes with their common count.
 *
 * @returns whether all is well
 */
export async function runTests(suites: readonly TestSuite[], selection: TestSelection, options: RunTestsOptions): Promise<boolean> {
  const { prepare, print } = options;
  for (const step of prepare) await step(selection, print);
  const tallies = await Promise.all(suites.map(suite => tallyOf(suite, selection)));
  const total = tallies.reduce(addTallies, emptyTally);
  for (const line of closingLines(total)) print(line);
  return isSuccess(total);
}

async function tallyOf(suite: TestSuite, selection: TestSelection): Promise<TestTally> {
  try {
    return (await suite.run(selection)) ?? emptyTally;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...emptyTally, failed: 1, failures: [`${suite.name}: ${message}`] };
  }
}
