import type { Clock } from '@audit-bridge/backoff';

const stopReadingMarginMilliseconds = 20_000;
/** More than one request to the destination (8 s) and a commit take. */
const lastAttemptMarginMilliseconds = 12_000;

/** When a run stops by itself, so that it ends in order before it is ended from outside. */
export interface RunDeadline {
  /** From here on no more lines are taken; what is under way is finished and committed. */
  readonly stopReadingAt: number;
  /** No attempt to deliver starts after this. */
  readonly lastAttemptAt: number;
}

/** A run with little time left keeps at least half of it for work: one that only hands itself on would never come forward. */
export function runDeadline(deadline: number, clock: Clock): RunDeadline {
  const half = Math.max(0, deadline - clock.now()) / 2;
  const scale = Math.min(1, half / stopReadingMarginMilliseconds);
  return {
    stopReadingAt: deadline - stopReadingMarginMilliseconds * scale,
    lastAttemptAt: deadline - lastAttemptMarginMilliseconds * scale,
  };
}
