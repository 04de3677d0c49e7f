import { mayRetry, retryDelayMilliseconds } from '../src/emulators/functions-host/retry-policy';

const exponential = {
  retryStrategy: 'exponentialBackoff',
  maxRetryCount: -1,
  minimumInterval: { seconds: 5 },
  maximumInterval: { seconds: 300 },
} as const;

describe('the retry policy', () => {
  it('doubles the pause between its bounds, with some chance in it', () => {
    const delays = [0, 1, 2, 10].map(retryCount => retryDelayMilliseconds(exponential, retryCount, () => 0.5));
    expect(delays).toEqual([5_000, 10_000, 20_000, 300_000]);
    expect(retryDelayMilliseconds(exponential, 1, () => 0)).toBe(8_000);
    expect(retryDelayMilliseconds(exponential, 0, () => 0)).toBe(5_000);
    expect(retryDelayMilliseconds(exponential, 2_000)).toBe(300_000);
  });

  it('keeps a fixed pause', () => {
    const fixed = { retryStrategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 3 } } as const;
    expect(retryDelayMilliseconds(fixed, 7)).toBe(3_000);
    expect([0, 1, 2].map(retryCount => mayRetry(fixed, retryCount))).toEqual([true, true, false]);
  });

  it('goes on for ever where the count is -1', () => {
    expect(mayRetry(exponential, 1_000_000)).toBe(true);
  });
});
