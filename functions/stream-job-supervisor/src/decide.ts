import { endedUnexpectedly, isActive, isRunning, isStopping } from './run-states';
import { failuresInARow, startDelayMilliseconds } from './start-backoff';
import type { StreamJob, StreamJobRun } from './stream-job';

/** What a look at the job leads to. */
export type Decision =
  /** The one run that there is, is made of the present definition. */
  | { readonly kind: 'keep'; readonly run: StreamJobRun }
  /** A run is about to be gone: the next look starts another one. */
  | { readonly kind: 'await-stop'; readonly run: StreamJobRun }
  /** Runs of an older definition, or beside another one: two runs would read the same stream. */
  | { readonly kind: 'stop'; readonly runs: readonly StreamJobRun[] }
  /** @param failed the run before, when it ended unexpectedly */
  | { readonly kind: 'start'; readonly failed: StreamJobRun | undefined; readonly failuresInARow: number }
  /** @param until milliseconds since 1970 UTC */
  | { readonly kind: 'back-off'; readonly failed: StreamJobRun; readonly failuresInARow: number; readonly until: number };

/**
 * All that the supervisor knows, from what Glue says of the job. It remembers nothing: two looks at once decide alike, and Glue lets one of them start.
 *
 * @param runs in any order
 * @param now milliseconds since 1970 UTC
 */
export function decide(job: StreamJob, runs: readonly StreamJobRun[], now: number): Decision {
  const newestFirst = [...runs].sort((one, other) => other.startedAt - one.startedAt);
  const active = newestFirst.filter(isActive);
  return active.length > 0 ? decideWhileActive(job, active) : decideWhenEnded(job, newestFirst, now);
}

function decideWhileActive(job: StreamJob, active: readonly StreamJobRun[]): Decision {
  const staying = active.filter(run => !isStopping(run) && run.definitionHash === job.definitionHash);
  // Of several good ones the one that runs stays, and of those the oldest: it is the furthest.
  const kept = staying.findLast(isRunning) ?? staying.at(-1);
  const superfluous = active.filter(run => run !== kept && !isStopping(run));
  if (superfluous.length > 0) return { kind: 'stop', runs: superfluous };
  const [newest] = active;
  if (kept !== undefined) return { kind: 'keep', run: kept };
  if (newest === undefined) throw new RangeError('There is no active run to decide about.');
  return { kind: 'await-stop', run: newest };
}

function decideWhenEnded(job: StreamJob, ended: readonly StreamJobRun[], now: number): Decision {
  const [last] = ended;
  const failed = last !== undefined && endedUnexpectedly(last) ? last : undefined;
  const failures = failuresInARow(job, ended);
  const until = (failed?.endedAt ?? 0) + startDelayMilliseconds(failures);
  if (failed !== undefined && now < until) return { kind: 'back-off', failed, failuresInARow: failures, until };
  return { kind: 'start', failed, failuresInARow: failures };
}
