/** What a run of tests came to, whatever ran them. */
export interface TestTally {
  readonly passed: number;
  /** Failed tests, and test files that could not be run at all. */
  readonly failed: number;
  readonly skipped: number;
  /** Skipped tests per reason; the reason stands in the title of the suite or test: `... (skipped without <reason>)`. */
  readonly skips: Readonly<Record<string, number>>;
  /** Each failed test with its file, and each file that could not be run. */
  readonly failures: readonly string[];
}

export const emptyTally: TestTally = { passed: 0, failed: 0, skipped: 0, skips: {}, failures: [] };

export function addTallies(one: TestTally, other: TestTally): TestTally {
  const skips = { ...one.skips };
  for (const [reason, count] of Object.entries(other.skips)) skips[reason] = (skips[reason] ?? 0) + count;
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    skips,
    failures: [...one.failures, ...other.failures],
  };
}

/** A run in which no test ran proves nothing. */
export function isSuccess({ passed, failed }: TestTally): boolean {
  return failed === 0 && passed > 0;
}

/** What failed, what was skipped and why, then the closing line, which stands alone: `N passed, N failed, N skipped`. */
export function closingLines({ passed, failed, skipped, skips, failures }: TestTally): readonly string[] {
  const reasons = Object.entries(skips).map(([reason, count]) => `Skipped ${count} without ${reason}`);
  const nothingRan = passed + failed === 0 ? ['No test ran.'] : [];
  return [
    ...failures.map(failure => `Failed: ${failure}`),
    ...reasons,
    ...nothingRan,
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
}
