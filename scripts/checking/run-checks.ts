import type { CheckOutcome, CheckStep } from './check-step';

export interface RunChecksOptions {
  /** Steps under way at once. */
  readonly concurrency: number;
  readonly print: (line: string) => void;
}

/**
 * Runs every step, also after one has failed, and tells each result as it comes: all problems of a change in one go.
 *
 * @returns the names of the steps that failed
 */
export async function runChecks(steps: readonly CheckStep[], { concurrency, print }: RunChecksOptions): Promise<readonly string[]> {
  const failed: string[] = [];
  const waiting = [...steps];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const startedAt = performance.now();
      const { ok, output } = await attempt(step);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      print(`${ok ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)`);
      if (ok) continue;
      failed.push(step.name);
      if (output !== '') print(output.replace(/^/gm, '     '));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return failed;
}

async function attempt(step: CheckStep): Promise<CheckOutcome> {
  try {
    return await step.run();
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}
