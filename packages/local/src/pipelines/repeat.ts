import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../emulators/running';

export interface RepeatProps {
  readonly pauseMilliseconds: number;
  /** Told of a time that failed; the next one is due all the same. */
  readonly onFailure: (error: unknown) => void;
  /** Whether the first time is now, or after a pause. @default true */
  readonly isFirstDue?: boolean;
}

/** Does something again and again until everything is stopped, with a pause after each time. */
export function repeat(running: Running, props: RepeatProps, work: () => Promise<unknown>): void {
  const { isFirstDue = true, onFailure, pauseMilliseconds } = props;
  const stopping = new AbortController();
  const pause = () => sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  const working = (async () => {
    if (!isFirstDue) await pause();
    while (!stopping.signal.aborted) {
      await work().catch(error => {
        // What is being stopped fails whoever works with it.
        if (!stopping.signal.aborted) onFailure(error);
      });
      await pause();
    }
  })();
  const stop = async () => {
    stopping.abort();
    await working;
  };
  running.add(Promise.resolve({ stop }));
}
