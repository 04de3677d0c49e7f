import type { TestKind } from './test-kinds';
import type { TestTally } from './test-tally';

export interface TestSelection {
  /** Empty: every kind. */
  readonly kinds: readonly TestKind[];
  /** Path filters and the runner's own flags, passed through. */
  readonly filters: readonly string[];
}

/** One toolchain's tests: it shows its own progress and failures while it runs. */
export interface TestSuite {
  readonly name: string;
  /**
   * @returns undefined when nothing of the selection is this toolchain's
   * @throws {TestRunnerError} when the runner itself fails
   */
  run(selection: TestSelection): Promise<TestTally | undefined>;
}

export class TestRunnerError extends Error {
  override readonly name = 'TestRunnerError';
}
