import { dateRange } from '../src/date-range/date-range';
import type { DateRangeArguments } from '../src/date-range/date-range-options';

const now = new Date('2026-11-21T12:00:00Z');
const rest = { days: 90, by: 'The Activity Log REST interface' };
const range = (options: Partial<DateRangeArguments>, kept = [rest]) =>
  dateRange({ from: undefined, to: undefined, last: undefined, ...options }, { now, kept });

describe('dateRange', () => {
  it.each<readonly [options: Partial<DateRangeArguments>, from: string, to: string]>([
    [{ from: '2026-11-20' }, '2026-11-20T00:00:00.000Z', '2026-11-21T12:00:00.000Z'],
    [{ from: '2026-11-20', to: '2026-11-21' }, '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    [{ from: '2026-11-20T10:30', to: '2026-11-20T10:31:00.5' }, '2026-11-20T10:30:00.000Z', '2026-11-20T10:31:00.500Z'],
    [{ from: '2026-11-20T10:30+02:00' }, '2026-11-20T08:30:00.000Z', '2026-11-21T12:00:00.000Z'],
    [{ last: '90m' }, '2026-11-21T10:30:00.000Z', '2026-11-21T12:00:00.000Z'],
    [{ last: '7d' }, '2026-11-14T12:00:00.000Z', '2026-11-21T12:00:00.000Z'],
  ])('reads %j in UTC', (options, from, to) => {
    const read = range(options);
    expect([read.from.toISOString(), read.to.toISOString()]).toEqual([from, to]);
  });

  it.each<readonly [options: Partial<DateRangeArguments>, message: string]>([
    [{}, 'Say which time: --from 2026-11-20 (and --to), or --last 24h.'],
    [{ from: '2026-11-21', to: '2026-11-20' }, 'The range is reversed: --from 2026-11-20 --to 2026-11-21 is the other way round.'],
    [
      { from: '2026-11-20', to: '2026-11-20' },
      'The range is empty: --to is the moment to stop before. For the day 2026-11-20 write --to 2026-11-21.',
    ],
    [{ from: '2026-11-22' }, '--from 2026-11-22 lies in the future: it is 2026-11-21T12:00Z now.'],
    [
      { from: '2026-11-20', to: '2026-11-22' },
      '--to 2026-11-22 lies in the future: it is 2026-11-21T12:00Z now. Leave --to out to go up to now.',
    ],
    [
      { from: '2026-01-01' },
      'The Activity Log REST interface keeps 90 days: nothing is left of 2026-01-01T00:00Z. Begin with --from 2026-08-23T12:10Z or later.',
    ],
    [
      { last: '91d' },
      'The Activity Log REST interface keeps 90 days: nothing is left of 2026-08-22T12:00Z. Begin with --from 2026-08-23T12:10Z or later.',
    ],
    [{ from: '2026-02-30' }, '--from 2026-02-30 is no date: write 2026-11-20, or 2026-11-20T10:30 (UTC).'],
    [{ from: 'yesterday' }, '--from yesterday is no date: write 2026-11-20, or 2026-11-20T10:30 (UTC).'],
    [{ last: '1 week' }, '--last 1 week is no time: write 90m, 24h or 7d.'],
    [{ to: '2026-11-20' }, '--to 2026-11-20 needs a beginning: --from 2026-11-20.'],
  ])('says of %j what to write instead', (options, message) => {
    expect(() => range(options)).toThrow(message);
  });
});
