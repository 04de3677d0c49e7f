import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../emulators/running';

/**
 * Does something again and again until everything is stopped, with a pause after each time.
 *
 * @param onFailure told of a time that failed; the next one is due all the same
 */
export function repeat(
  running: Running,
  { pauseMilliseconds, onFailure }: { readonly pauseMilliseconds: number; readonly onFailure: (error: unknown) => void },
  work: () => Promise<unknown>,
): void {
  const stopping = new AbortController();
  const working = (async () => {
    while (!stopping.signal.aborted) {
      await work().catch(error => {
        // What is being stopped fails whoever works with it.
        if (!stopping.signal.aborted) onFailure(error);
      });
      await sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  const stop = async () => {
    stopping.abort();
    await working;
  };
  running.add(Promise.resolve({ stop }));
}
