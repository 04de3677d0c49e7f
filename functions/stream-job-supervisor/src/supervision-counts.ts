import type { MetricName } from '@audit-bridge/telemetry';

/** Counted as things happen, so that a look that fails is counted too. */
export interface SupervisionCounts {
  /** Whether the look found the job running; undefined when it could not see. */
  isRunning: boolean | undefined;
  starts: number;
  /** Runs that ended unexpectedly: each counts once, when its successor is started. */
  failures: number;
}

export const noCounts = (): SupervisionCounts => ({ isRunning: undefined, starts: 0, failures: 0 });

/** Zeros too: an alarm on a sum of failures needs to see that there were none. */
export function supervisionMetrics({ failures, isRunning, starts }: SupervisionCounts): Readonly<Partial<Record<MetricName, number>>> {
  return {
    StreamJobRunning: isRunning === undefined ? undefined : Number(isRunning),
    StreamJobStarts: starts,
    StreamJobFailures: failures,
  };
}
