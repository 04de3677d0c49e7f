import { accessKeyColumns, type ColumnType } from '@audit-bridge/access-key-records';
import type { TableOptions } from './access-key-query';
import type { Period } from './period';
import { define, statements } from './statements';
import { tableOrNothing } from './table-or-nothing';

const typeNames: Readonly<Record<ColumnType, string>> = { boolean: 'bool', datetime: 'datetime', real: 'real', string: 'string' };
const columns = Object.entries(accessKeyColumns).map(([name, { type }]) => ({ name, type: typeNames[type] }));

export interface Source extends TableOptions {
  readonly period: Period;
  /** Which keys of a snapshot are looked at; whether it is complete is asked of all accounts. @default all */
  readonly keyCondition?: string;
}

/**
 * Finds the complete snapshots. Defines, each readable by the statements behind it:
 * - `records`: what the table holds of the period
 * - `accountsOfAttempts`: per attempt and account AttemptTime, ArrivedRows, ExpectedRows, AccountComplete
 * - `attempts`: per attempt AttemptTime, Accounts, ExpectedAccounts, CompleteAccounts, Complete
 * - `snapshots`: the complete ones (RunId_s, AttemptId_s, SnapshotTime), one per run: the latest attempt
 *
 * An attempt is complete when every account that it expected was closed, and has as many distinct keys as its closing record says. What is late or
 * was dropped makes it incomplete, and the complete snapshot before it answers. Records may arrive twice and in any order: the first summarize
 * makes one row of each. That row is counted, and `dcount` is not used, because it estimates.
 */
export const snapshots = ({ tableName, columnsMayBeMissing, period }: Source) =>
  statements(
    define(
      'records',
      `${columnsMayBeMissing === true ? tableOrNothing(tableName, columns) : tableName}
| where ${period}`,
    ),
    define(
      'accountsOfAttempts',
      `records
| summarize TimeGenerated = min(TimeGenerated), ExpectedRows_d = max(ExpectedRows_d), ExpectedAccounts_d = max(ExpectedAccounts_d)
    by RunId_s, AttemptId_s, account_number_s, RecordType_s, KeyUid_s
| summarize AttemptTime = min(TimeGenerated), ArrivedRows = countif(RecordType_s == "AccessKey"), Closed = countif(RecordType_s == "RunCompleted"),
    ExpectedRows = maxif(ExpectedRows_d, RecordType_s == "RunCompleted"), ExpectedAccounts = maxif(ExpectedAccounts_d, RecordType_s == "RunCompleted")
    by RunId_s, AttemptId_s, account_number_s
| extend AccountComplete = Closed > 0 and ArrivedRows == ExpectedRows`,
    ),
    define(
      'attempts',
      `accountsOfAttempts
| summarize AttemptTime = min(AttemptTime), Accounts = count(), ExpectedAccounts = max(ExpectedAccounts), CompleteAccounts = countif(AccountComplete)
    by RunId_s, AttemptId_s
| extend Complete = CompleteAccounts == Accounts and Accounts == ExpectedAccounts`,
    ),
    define(
      'snapshots',
      `materialize(attempts
| where Complete
| summarize arg_max(AttemptTime, AttemptId_s) by RunId_s
| project RunId_s, AttemptId_s, SnapshotTime = AttemptTime)`,
    ),
  );

/** Defines `latestSnapshot`: one row, or none. */
export const latestSnapshot = define(
  'latestSnapshot',
  `snapshots
| sort by SnapshotTime desc, RunId_s desc
| take 1`,
);

/** The rows of keys that a query looks at. */
export const keyRows = ({ keyCondition }: Source) =>
  statements('records', '| where RecordType_s == "AccessKey"', ...(keyCondition === undefined ? [] : [`| where ${keyCondition}`]));

/** Defines `keys`: each key of the latest complete snapshot once, with every column of the table and SnapshotTime. */
const latestKeys = (source: Source) =>
  define(
    'keys',
    `${keyRows(source)}
| lookup kind=inner latestSnapshot on RunId_s, AttemptId_s
| summarize arg_max(TimeGenerated, *) by account_number_s, KeyUid_s`,
  );

/** Everything up to `keys`. */
export const keysOfLatestSnapshot = (source: Source) => statements(snapshots(source), latestSnapshot, latestKeys(source));
