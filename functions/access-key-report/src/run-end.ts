import { setMaxListeners } from 'node:events';
import type { RunEnd } from './report-run';

/** To tell how far the run came, and to emit its metrics. */
const marginMilliseconds = 10_000;

/**
 * @param remainingMilliseconds until Lambda ends the process; a function with little time keeps nine tenths of it for its work
 */
export function runEnd(now: number, remainingMilliseconds: number): RunEnd {
  const milliseconds = Math.max(remainingMilliseconds * 0.9, remainingMilliseconds - marginMilliseconds);
  const signal = AbortSignal.timeout(milliseconds);
  // Each call under way listens: Node would take them for a leak.
  setMaxListeners(0, signal);
  return { at: now + milliseconds, signal };
}
