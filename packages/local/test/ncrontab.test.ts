import { FunctionsHostError } from '../src/emulators/functions-host/errors';
import { nextOccurrence } from '../src/emulators/functions-host/ncrontab';

describe('nextOccurrence', () => {
  it.each([
    ['* * * * * *', '2026-03-04T05:06:07.500Z', '2026-03-04T05:06:08Z'],
    ['0 */5 * * * *', '2026-03-04T05:06:07Z', '2026-03-04T05:10:00Z'],
    ['0 */5 * * * *', '2026-03-04T05:10:00Z', '2026-03-04T05:15:00Z'],
    ['30 59 23 31 12 *', '2026-12-31T23:59:30Z', '2027-12-31T23:59:30Z'],
    ['0 0 9-17/4 * * MON-FRI', '2026-03-06T13:00:00Z', '2026-03-06T17:00:00Z'],
    ['0 0 9-17/4 * * MON-FRI', '2026-03-06T17:00:00Z', '2026-03-09T09:00:00Z'],
    ['0 15,45 6 * feb *', '2026-03-01T00:00:00Z', '2027-02-01T06:15:00Z'],
    ['0 0 0 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['10/25 0 0 1 1 *', '2026-01-01T00:00:10Z', '2026-01-01T00:00:35Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(nextOccurrence(expression, new Date(after))).toEqual(new Date(expected));
  });

  it.each(['*/5 * * * *', '60 * * * * *', '0 0 0 32 * *', '0 0 5-3 * * *', '0 */0 * * * *', '0 0 0 * anf *', '0 0 0 31 2 *', '@daily'])(
    'refuses %s',
    expression => {
      expect(() => nextOccurrence(expression, new Date())).toThrow(FunctionsHostError);
    },
  );
});
