import type { RpcRetryOptions } from './rpc';

/**
 * The pause before a retry.
 *
 * @param retryCount how many retries there were
 * @param random a number of [0, 1)
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies
 */
export function retryDelayMilliseconds(options: RpcRetryOptions, retryCount: number, random: () => number = Math.random): number {
  if (options.retryStrategy === 'fixedDelay') return (options.delayInterval?.seconds ?? 0) * 1000;
  const { minimumInterval, maximumInterval } = options;
  const [minimum, maximum] = [(minimumInterval?.seconds ?? 0) * 1000, (maximumInterval?.seconds ?? 0) * 1000];
  const jitter = 0.8 + 0.4 * random();
  return Math.min(maximum, Math.max(minimum, minimum * 2 ** retryCount * jitter));
}

/** Whether the host tries again after that many retries. */
export function mayRetry({ maxRetryCount }: RpcRetryOptions, retryCount: number): boolean {
  return maxRetryCount === -1 || retryCount < maxRetryCount;
}
