import type { StreamJobRun } from './stream-job';

/** A run that ended although it should go on, for a person to read. */
export interface FailureNotice {
  readonly jobName: string;
  readonly failed: StreamJobRun;
  readonly failuresInARow: number;
  /** The run that took its place. */
  readonly startedRunId: string;
}

/** Where people hear of it. */
export interface FailureNotices {
  publish(notice: FailureNotice): Promise<void>;
}
