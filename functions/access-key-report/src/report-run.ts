import type { Snapshot } from '@audit-bridge/access-key-records';
import type { Clock } from '@audit-bridge/backoff';
import type { RecordUpload } from '@audit-bridge/log-analytics/record-upload';
import type { AccountReader, AccountsToReport, ReportedAccount } from './account-reader';
import type { ReportCounts } from './report-counts';

/** The keyed hash of a text: 64 hexadecimal digits, the same in every run. */
export type Pseudonym = (text: string) => string;

/** Everything outside the process that a run touches. */
export interface ReportPorts {
  /** @throws {OrganizationNotListedError} */
  readonly findAccounts: () => Promise<AccountsToReport>;
  /** @throws {AccountNotReadError} where no session of the account's role is given */
  readonly openAccount: (account: ReportedAccount) => Promise<AccountReader>;
  /** @throws {PseudonymKeyError} */
  readonly openPseudonyms: () => Promise<Pseudonym>;
  readonly upload: RecordUpload;
  readonly clock: Clock;
}

export interface ReportSettings {
  /** Calls under way at once, all accounts together. */
  readonly maxConcurrentCalls: number;
  /** `aws`, `aws-cn`, `aws-us-gov`: stands in the root user's ARN. */
  readonly partition: string;
}

/** When a run stops by itself, so that it ends with its own error before it is ended from outside. */
export interface RunEnd {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Aborted then. */
  readonly signal: AbortSignal;
}

/** One attempt of one run. */
export interface ReportRun {
  readonly snapshot: Snapshot;
  readonly ports: ReportPorts;
  readonly settings: ReportSettings;
  readonly counts: ReportCounts;
  readonly end: RunEnd;
}
