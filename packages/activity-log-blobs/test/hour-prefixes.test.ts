import { formatHourFolder } from '../src/blob-path';
import { hourMilliseconds, hourPrefixes } from '../src/hour-prefixes';

const at = (text: string) => Date.parse(`${text}:00:00Z`);
const prefixesOf = (from: string, to: string) => hourPrefixes(at(from), at(to)).map(({ prefix }) => prefix);

describe('hourPrefixes', () => {
  it('lists the first day by hours, when the range starts within it, and every other as a day', () => {
    expect(prefixesOf('2026-11-19T22', '2026-11-21T09')).toEqual([
      'y=2026/m=11/d=19/h=22/',
      'y=2026/m=11/d=19/h=23/',
      'y=2026/m=11/d=20/',
      'y=2026/m=11/d=21/',
    ]);
  });

  it('ends with the hour of the end', () => {
    expect(prefixesOf('2026-11-21T08', '2026-11-21T09')).toEqual(['y=2026/m=11/d=21/h=08/', 'y=2026/m=11/d=21/h=09/']);
  });

  it('crosses into the next year', () => {
    expect(prefixesOf('2026-12-31T23', '2027-01-01T00')).toEqual(['y=2026/m=12/d=31/h=23/', 'y=2027/m=01/d=01/']);
  });

  it('is empty when the range starts in the future', () => {
    expect(prefixesOf('2026-11-21T10', '2026-11-21T09')).toEqual([]);
  });

  it('covers every hour of any range exactly once, in order', () => {
    for (let length = 0; length < 60; length++) {
      const from = at('2026-02-27T00') + length * 7 * hourMilliseconds;
      const to = from + length * hourMilliseconds;
      const prefixes = hourPrefixes(from + 1_234, to + 1_234);
      for (let hour = from; hour <= to; hour += hourMilliseconds) {
        expect(prefixes.filter(({ prefix }) => formatHourFolder(hour).startsWith(prefix))).toHaveLength(1);
      }
      expect(prefixes.some(({ prefix }) => formatHourFolder(from - hourMilliseconds).startsWith(prefix))).toBe(false);
      expect(prefixes.map(({ end }) => end)).toEqual([...prefixes.map(({ end }) => end)].sort((one, other) => one - other));
    }
  });
});
