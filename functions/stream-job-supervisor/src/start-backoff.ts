import { endedUnexpectedly } from './run-states';
import type { StreamJob, StreamJobRun } from './stream-job';

const minute = 60_000;

/** A run that ends sooner has not survived its first window, which is fifteen minutes at most. */
const shortRunSeconds = 20 * 60;
const firstDelayMilliseconds = 5 * minute;
/** The stream keeps records for days: half an hour between two attempts loses nothing, and a fix that is deployed is not kept waiting. */
const maxDelayMilliseconds = 30 * minute;

/**
 * Runs of the present definition that failed at once, one after another, up to now. A run of an older definition says nothing about the job
 * as it is: a deployed fix starts at once.
 *
 * @param ended newest first
 */
export function failuresInARow({ definitionHash }: StreamJob, ended: readonly StreamJobRun[]): number {
  const end = ended.findIndex(run => !endedUnexpectedly(run) || run.seconds >= shortRunSeconds || run.definitionHash !== definitionHash);
  return end === -1 ? ended.length : end;
}

/** From the end of the last run to the next start. The first failure is made good at once: mostly it was the only one. */
export function startDelayMilliseconds(failures: number): number {
  return failures < 2 ? 0 : Math.min(maxDelayMilliseconds, firstDelayMilliseconds * 2 ** (failures - 2));
}
