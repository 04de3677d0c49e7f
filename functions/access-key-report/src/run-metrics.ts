import type { MetricName } from '@audit-bridge/telemetry';
import type { ReportCounts } from './report-counts';

/** The metrics of a run, as far as it came. */
export function runMetrics(counts: ReportCounts): Readonly<Partial<Record<MetricName, number>>> {
  return {
    ReportsCompleted: Number(counts.isComplete),
    UsersRead: counts.usersRead,
    AccessKeysReported: counts.keysReported,
    AccountsReported: counts.accountsReported,
    AccountsFailed: counts.accountsFailed,
    AccountsSkipped: counts.skippedAccounts.length,
    DeletedMeanwhile: counts.deletedMeanwhile,
    UploadRetries: counts.uploadRetries,
  };
}
