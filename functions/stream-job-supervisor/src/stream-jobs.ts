import type { StreamJob, StreamJobRun } from './stream-job';

/** The job where it lives. */
export interface StreamJobs {
  /** @throws {StreamJobMissingError} */
  read(): Promise<{ readonly job: StreamJob; readonly runs: readonly StreamJobRun[] }>;
  /** @returns the new run's id; undefined when another one runs already, which is as good */
  start(job: StreamJob): Promise<string | undefined>;
  /** Asks the runs to stop; they do so within minutes. @returns what could not be asked, in words */
  stop(runs: readonly StreamJobRun[]): Promise<readonly string[]>;
}
