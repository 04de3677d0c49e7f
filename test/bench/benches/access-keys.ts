import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { median } from '../measure';
import { type ReportFigures, reportOnce, withReportPrograms } from '../reporting/report-bench';

const latencyMilliseconds = 50;
/** What the environments give the function unless they say otherwise. */
const maxConcurrentCalls = 32;

/** What reading side by side brings, and what of the possible it is. */
export const accessKeys: Bench = {
  name: 'access-keys',
  purpose: `a report with ${latencyMilliseconds} ms per call to IAM, against one call after another, and against the best that ${maxConcurrentCalls} calls at once allow`,
  run: ({ quick, progress }) =>
    withReportPrograms(async programs => {
      const users = quick ? 60 : 1_000;
      const sequentialUsers = quick ? 3 : 60;
      const rounds = quick ? 1 : 5;
      const figures: ReportFigures[] = [];
      for (let round = 0; round < rounds; round += 1) {
        progress(`report over ${users} users with 2 keys each, round ${round + 1} of ${rounds}`);
        figures.push(await reportOnce(programs, { users, latencyMilliseconds, maxConcurrentCalls }));
      }
      progress(`report over ${sequentialUsers} users, one call after another`);
      const sequential = rate(await reportOnce(programs, { users: sequentialUsers, latencyMilliseconds, maxConcurrentCalls: 1 }));
      const value = median(figures.map(rate));
      return [
        benchRow(`access key report, not one by one (as of ${sequentialUsers} users)`, 'calls/s', value, sequential, {
          comparison: '>=',
          ratio: 20,
        }),
        benchRow('access key report', 'calls/s', value, best(figures[0]?.calls ?? 0), { comparison: '>=', ratio: 0.8 }),
      ];
    }),
};

const rate = ({ calls, milliseconds }: ReportFigures) => (calls * 1000) / milliseconds;

/** The first page must be known before anything else can be asked, then every place is taken until nothing is left. */
const best = (calls: number) => rate({ calls, milliseconds: latencyMilliseconds * (1 + (calls - 1) / maxConcurrentCalls) });
