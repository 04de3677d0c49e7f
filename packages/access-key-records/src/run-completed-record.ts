import type { RunCompletedRecord } from './records';
import { type Snapshot, snapshotColumns } from './snapshot';

export interface ExpectedRows {
  readonly accountId: string;
  /** Distinct keys of the account. */
  readonly rows: number;
  /** Accounts of the whole attempt. */
  readonly accounts: number;
}

export function runCompletedRecord(snapshot: Snapshot, { accountId, accounts, rows }: ExpectedRows): RunCompletedRecord {
  return {
    ...snapshotColumns(snapshot, accountId),
    RecordType_s: 'RunCompleted',
    ExpectedRows_d: rows,
    ExpectedAccounts_d: accounts,
  };
}
