import type { Randomness } from './randomness';

export interface BackoffSettings {
  /** The ceiling of the first delay. */
  readonly baseMilliseconds: number;
  /** No delay is longer than this. */
  readonly maxMilliseconds: number;
}

/**
 * The delay before a retry: uniform between 0 and an exponentially growing ceiling, so that callers that failed together
 * do not come back together.
 *
 * @param attempt 1 for the delay after the first failure
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitterMilliseconds(attempt: number, settings: BackoffSettings, randomness: Randomness): number {
  const ceiling = Math.min(settings.maxMilliseconds, settings.baseMilliseconds * 2 ** Math.max(0, attempt - 1));
  return Math.floor(randomness() * ceiling);
}
