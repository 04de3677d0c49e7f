import type { Snapshot } from '@audit-bridge/access-key-records';
import type { ReportCounts } from './report-counts';

/** What a run that is complete tells: the function's answer, and its log line. */
export interface ReportSummary {
  readonly runId: string;
  readonly attemptId: string;
  readonly accounts: number;
  readonly users: number;
  readonly keys: number;
}

export function reportSummary({ attemptId, runId }: Snapshot, counts: ReportCounts): ReportSummary {
  return { runId, attemptId, accounts: counts.accountsReported, users: counts.usersRead, keys: counts.keysReported };
}
