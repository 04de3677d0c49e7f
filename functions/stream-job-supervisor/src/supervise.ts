import type { Clock } from '@audit-bridge/backoff';
import { type Decision, decide } from './decide';
import { StreamJobMissingError, StreamJobNotStoppedError } from './errors';
import type { FailureNotices } from './failure-notice';
import { isActive, isRunning } from './run-states';
import type { StreamJob, StreamJobRun } from './stream-job';
import type { StreamJobs } from './stream-jobs';
import type { SupervisionCounts } from './supervision-counts';

export interface SupervisionPorts {
  readonly jobs: StreamJobs;
  /** undefined where nobody is to hear of it. */
  readonly notices: FailureNotices | undefined;
  readonly clock: Clock;
}

export interface Supervision {
  readonly decision: Decision;
  /** Of the run that was started. */
  readonly startedRunId: string | undefined;
}

/**
 * One look at the job, and the one step that it leads to.
 *
 * @throws {StreamJobMissingError} {StreamJobNotStoppedError} and what Glue and SNS answer: the function's retries and its alarm do the rest
 */
export async function supervise(ports: SupervisionPorts, counts: SupervisionCounts): Promise<Supervision> {
  const { job, runs } = await read(ports.jobs, counts);
  const decision = decide(job, runs, ports.clock.now());
  if (decision.kind === 'stop') await stop(ports.jobs, job, decision.runs);
  const startedRunId = decision.kind === 'start' ? await start(ports, counts, job, decision) : undefined;
  return { decision, startedRunId };
}

async function read(jobs: StreamJobs, counts: SupervisionCounts): ReturnType<StreamJobs['read']> {
  try {
    const found = await jobs.read();
    counts.isRunning = found.runs.some(isRunning);
    return found;
  } catch (error) {
    if (error instanceof StreamJobMissingError) counts.isRunning = false;
    throw error;
  }
}

/**
 * Started first, told then: Glue takes one of several starts, so that the failure is told once. When telling fails the function fails, and its own alarm
 * leads to the log, where the run's error stands as well.
 */
async function start(
  { jobs, notices }: SupervisionPorts,
  counts: SupervisionCounts,
  job: StreamJob,
  { failed, failuresInARow }: Extract<Decision, { kind: 'start' }>,
): Promise<string | undefined> {
  const startedRunId = await jobs.start(job);
  if (startedRunId === undefined) return undefined;
  counts.starts++;
  if (failed === undefined) return startedRunId;
  counts.failures++;
  await notices?.publish({ jobName: job.name, failed, failuresInARow, startedRunId });
  return startedRunId;
}

async function stop(jobs: StreamJobs, job: StreamJob, runs: readonly StreamJobRun[]): Promise<void> {
  const problems = await jobs.stop(runs);
  if (problems.length === 0) return;
  // A run can end, or be stopped by another look, between the look and the request.
  const ids = new Set(runs.map(({ id }) => id));
  const { runs: present } = await jobs.read();
  if (present.some(run => ids.has(run.id) && isActive(run) && run.state !== 'STOPPING'))
    throw new StreamJobNotStoppedError(job.name, problems);
}
