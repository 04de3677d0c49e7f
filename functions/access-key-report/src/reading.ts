import type { AccessKeyRecord } from '@audit-bridge/access-key-records';
import type { Pseudonym, ReportRun } from './report-run';

/** What reading an account needs of its run. */
export interface Reading extends ReportRun {
  readonly pseudonym: Pseudonym;
  /** Takes a row; waits when there are too many. */
  readonly take: (row: AccessKeyRecord) => Promise<void>;
}
