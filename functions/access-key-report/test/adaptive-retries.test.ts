import { AdaptiveRetries } from '../src/adaptive-retries';

const attempts = (count: number, delay = 0) => ({ getRetryCount: () => count, getRetryDelay: () => delay });

describe('AdaptiveRetries', () => {
  const stop = new AbortController();
  let throttled = 0;
  const retries = () => new AdaptiveRetries({ signal: stop.signal, onThrottled: () => throttled++, randomness: () => 0.5 });

  beforeEach(() => {
    jest.useFakeTimers();
    throttled = 0;
  });
  afterEach(() => jest.useRealTimers());

  it('never gives up a throttled call, however many others wait beside it', async () => {
    const strategy = retries();
    const waiting = Promise.all(
      Array.from({ length: 200 }, () => strategy.refreshRetryTokenForRetry(attempts(40), { errorType: 'THROTTLING' })),
    );
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect((await waiting).map(token => token.getRetryCount())).toEqual(Array(200).fill(41));
    expect(throttled).toBe(200);
  });

  it('tries a call that broke off seven times more, after growing delays', async () => {
    const strategy = retries();
    const delays: number[] = [];
    for (let count = 0; count < 7; count++)
      delays.push((await strategy.refreshRetryTokenForRetry(attempts(count), { errorType: 'TRANSIENT' })).getRetryDelay());
    expect(delays).toEqual([50, 100, 200, 400, 800, 1_600, 2_500]);
    await expect(strategy.refreshRetryTokenForRetry(attempts(7), { errorType: 'TRANSIENT' })).rejects.toThrow();
  });

  it('does not try again what was refused', async () => {
    await expect(retries().refreshRetryTokenForRetry(attempts(0), { errorType: 'CLIENT_ERROR' })).rejects.toThrow();
  });

  it('begins and repeats nothing after the run’s end', async () => {
    const strategy = retries();
    stop.abort();
    await expect(strategy.acquireInitialRetryToken()).rejects.toThrow();
    await expect(strategy.refreshRetryTokenForRetry(attempts(0), { errorType: 'THROTTLING' })).rejects.toThrow();
  });
});
