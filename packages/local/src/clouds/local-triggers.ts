export interface LocalSchedule {
  /** As `rate(5 minutes)`. */
  readonly expression: string;
}

export interface LocalMapping {
  readonly queueArn: string;
}

export interface LocalJob {
  readonly startedAt: Date;
  /** Whether it runs now. */
  isRunning(): boolean;
}

export interface LocalFunctionApp {
  readonly functions: readonly string[];
  /** Whether it listens now. */
  isRunning(): boolean;
}

/** What calls the functions of a run: each pipeline notes here what it really does, for whoever asks the two clouds whether it does. */
export class LocalTriggers {
  /** By the schedule's name; one that is not here does not run. */
  readonly schedules = new Map<string, LocalSchedule>();
  /** By the function's name. */
  readonly mappings = new Map<string, LocalMapping>();
  /** By the job's name: its latest run. */
  readonly jobs = new Map<string, LocalJob>();
  /** By the app's name. */
  readonly functionApps = new Map<string, LocalFunctionApp>();
}
