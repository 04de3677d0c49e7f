import type { Argv } from 'yargs';

export interface DateRangeArguments {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly last: string | undefined;
}

export const withDateRange = <Arguments>(command: Argv<Arguments>): Argv<Arguments & DateRangeArguments> =>
  command
    .option('from', { type: 'string', requiresArg: true, describe: 'First day or moment, in UTC: 2026-11-20 or 2026-11-20T10:30' })
    .option('to', {
      type: 'string',
      requiresArg: true,
      describe: 'Day or moment to stop before: --from 2026-11-20 --to 2026-11-21 is one day [default: now]',
    })
    .option('last', { type: 'string', requiresArg: true, describe: 'The time up to now instead: 90m, 24h, 7d' })
    .conflicts('last', ['from', 'to']) as Argv<Arguments & DateRangeArguments>;
