import { fullJitterMilliseconds } from '../src';

const settings = { baseMilliseconds: 100, maxMilliseconds: 1_000 };
const almostOne = () => 1 - Number.EPSILON;

describe('fullJitterMilliseconds', () => {
  it('doubles its ceiling with each attempt, up to the longest delay', () => {
    const ceilings = [1, 2, 3, 4, 5, 50, 2_000].map(attempt => fullJitterMilliseconds(attempt, settings, almostOne));
    expect(ceilings).toEqual([99, 199, 399, 799, 999, 999, 999]);
  });

  it('spreads over the whole range below it, from nothing on', () => {
    expect(fullJitterMilliseconds(3, settings, () => 0)).toBe(0);
    expect(fullJitterMilliseconds(3, settings, () => 0.5)).toBe(200);
  });
});
