import type { CheckOutcome } from '../checking/check-step';
import { runChecks } from '../checking/run-checks';

describe('runChecks', () => {
  const step = (name: string, outcome: CheckOutcome | Error) => ({
    name,
    run: async () => {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  });

  it('runs every step after a failure, and shows the output of those that fail', async () => {
    const lines: string[] = [];
    const steps = [
      step('lint', { ok: false, output: 'a.ts:1\nb.ts:2' }),
      step('typecheck', { ok: true, output: 'noise' }),
      step('synth', new Error('no stacks')),
    ];
    const failed = await runChecks(steps, { concurrency: 2, print: line => lines.push(line.replace(/\(.*\)/, '(time)')) });
    expect(failed).toEqual(['lint', 'synth']);
    expect([...lines].sort()).toEqual([
      '     a.ts:1\n     b.ts:2',
      '     no stacks',
      'FAIL lint (time)',
      'FAIL synth (time)',
      'ok   typecheck (time)',
    ]);
  });
});
