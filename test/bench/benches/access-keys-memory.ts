import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { measureProcess } from '../child-process';
import { measureInTurns } from '../measure';
import { type ReportPrograms, withReportPrograms, withUsers } from '../reporting/report-bench';

/** Whether an account's size shows in the function's memory. */
export const accessKeysMemory: Bench = {
  name: 'access-keys-memory',
  purpose: 'peak memory of a process that reports 5,000 users with 2 keys each, against 100 users',
  run: ({ quick, progress }) =>
    withReportPrograms(async programs => {
      const many = quick ? 200 : 5_000;
      progress(`peak memory of a report over ${many} users and over 100`);
      const { value, reference } = await measureInTurns(quick ? 1 : 3, {
        value: () => peakMegabytes(programs, many),
        reference: () => peakMegabytes(programs, 100),
      });
      return [
        benchRow(`peak memory of a report over ${many} users, against 100`, 'MB', value, reference, { comparison: '<=', ratio: 1.3 }),
      ];
    }),
};

function peakMegabytes(programs: ReportPrograms, users: number): Promise<number> {
  return withUsers(programs, { users, latencyMilliseconds: 5, maxConcurrentCalls: 32 }, async ({ args, environment }) => {
    const figures = await measureProcess(args, environment);
    return figures.peakMegabytes;
  });
}
