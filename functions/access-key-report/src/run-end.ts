import type { RunEnd } from './report-run';

/** To tell how far the run came, and to emit its metrics. */
const marginMilliseconds = 10_000;

/**
 * @param remainingMilliseconds until Lambda ends the process; a function with little time keeps nine tenths of it for its work
 */
export function runEnd(now: number, remainingMilliseconds: number): RunEnd {
  const milliseconds = Math.max(remainingMilliseconds * 0.9, remainingMilliseconds - marginMilliseconds);
  return { at: now + milliseconds, signal: AbortSignal.timeout(milliseconds) };
}
