import { setTimeout as sleep } from 'node:timers/promises';
import { FunctionInvocationError } from './errors';
import type { FunctionsWorker } from './functions-worker';
import type { RegisteredFunction } from './registered-function';
import { mayRetry, retryDelayMilliseconds } from './retry-policy';
import type { RpcInvocationRequest } from './rpc';

export interface FunctionExecutorProps {
  readonly worker: FunctionsWorker;
  /** Multiplies the pauses between retries. */
  readonly delayFactor: number;
  /** Told of each attempt that failed. */
  readonly onFailure: (error: FunctionInvocationError, retryCount: number) => void;
}

/**
 * Runs a function until it succeeds or its retry policy ends. The retries are counted in the host's memory only: a host that takes over begins
 * anew.
 */
export class FunctionExecutor {
  readonly #props: FunctionExecutorProps;

  constructor(props: FunctionExecutorProps) {
    this.#props = props;
  }

  /**
   * @param onAttempt told before each attempt
   * @throws {FunctionInvocationError} of the last attempt
   * @throws an abort error when the host stops between two attempts
   */
  async execute(registered: RegisteredFunction, request: RpcInvocationRequest, signal: AbortSignal, onAttempt = () => {}): Promise<void> {
    const { worker, delayFactor, onFailure } = this.#props;
    const { name, retry } = registered;
    let failure: FunctionInvocationError | undefined;
    for (let retryCount = 0; ; retryCount += 1) {
      const retryContext = failure && retry && { retryCount, maxRetryCount: retry.maxRetryCount, exception: { message: failure.message } };
      onAttempt();
      try {
        return await worker.invoke(name, { ...request, ...(retryContext !== undefined && { retryContext }) });
      } catch (error) {
        if (!(error instanceof FunctionInvocationError)) throw error;
        failure = error;
        onFailure(error, retryCount);
      }
      if (retry === undefined || !mayRetry(retry, retryCount)) throw failure;
      await sleep(retryDelayMilliseconds(retry, retryCount) * delayFactor, undefined, { signal });
    }
  }
}
