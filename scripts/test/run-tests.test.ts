import { runTests } from '../testing/run-tests';
import type { TestSuite } from '../testing/test-suite';
import type { TestTally } from '../testing/test-tally';

const everything = { kinds: [], filters: [] };

function suite(result: TestTally | undefined | Error): TestSuite {
  return {
    name: 'toolchain',
    run: async () => {
      if (result instanceof Error) throw result;
      return result;
    },
  };
}

async function outcome(...suites: TestSuite[]) {
  const lines: string[] = [];
  const succeeded = await runTests(suites, everything, { prepare: [], print: line => lines.push(line) });
  return { succeeded, lines };
}

describe('runTests', () => {
  it('counts the tests of all toolchains in the closing line, and tells what was skipped and why', async () => {
    const { succeeded, lines } = await outcome(
      suite({ passed: 3, failed: 0, skipped: 2, skips: { Terraform: 2 }, failures: [] }),
      suite(undefined),
      suite({ passed: 1, failed: 0, skipped: 3, skips: { Terraform: 1, 'the shared samples': 2 }, failures: [] }),
    );
    expect(lines).toEqual(['Skipped 3 without Terraform', 'Skipped 2 without the shared samples', '4 passed, 0 failed, 5 skipped']);
    expect(succeeded).toBe(true);
  });

  it('fails on a failed test', async () => {
    const { succeeded, lines } = await outcome(suite({ passed: 3, failed: 1, skipped: 0, skips: {}, failures: ['a.test.ts: adds'] }));
    expect(succeeded).toBe(false);
    expect(lines).toEqual(['Failed: a.test.ts: adds', '3 passed, 1 failed, 0 skipped']);
  });

  it('fails when no test ran', async () => {
    const { succeeded, lines } = await outcome(suite({ passed: 0, failed: 0, skipped: 4, skips: { Terraform: 4 }, failures: [] }));
    expect(succeeded).toBe(false);
    expect(lines.slice(-2)).toEqual(['No test ran.', '0 passed, 0 failed, 4 skipped']);
  });

  it('counts a runner that breaks as a failure and still runs the next one', async () => {
    const { succeeded, lines } = await outcome(
      suite(new Error('out of memory')),
      suite({ passed: 1, failed: 0, skipped: 0, skips: {}, failures: [] }),
    );
    expect(succeeded).toBe(false);
    expect(lines).toEqual(['Failed: toolchain: out of memory', '1 passed, 1 failed, 0 skipped']);
  });
});
