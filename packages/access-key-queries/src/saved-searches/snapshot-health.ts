import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { snapshots } from '../snapshots';
import { statements } from '../statements';

const shownRuns = 14;

export const snapshotHealth = (options: QueryOptions): AccessKeyQuery => ({
  name: 'snapshot-health',
  title: 'Health of the latest runs',
  description: `The latest ${shownRuns} runs with their attempts: which rows were expected and arrived per account, and whether the attempt is a complete snapshot. No expected rows: the attempt never closed the account.`,
  kusto: statements(
    snapshots({ ...options, period: savedSearchPeriod }),
    `${accountsOfLatestRuns}
| sort by AttemptTime desc, Attempt asc, Account asc`,
  ),
});

export const accountsOfLatestRuns = `accountsOfAttempts
| lookup kind=inner (attempts | summarize RunTime = max(AttemptTime) by RunId_s | top ${shownRuns} by RunTime desc) on RunId_s
| lookup kind=inner (attempts | project RunId_s, AttemptId_s, Accounts, ExpectedOfAttempt = ExpectedAccounts, Complete) on RunId_s, AttemptId_s
| project AttemptTime, Run = RunId_s, Attempt = AttemptId_s, Account = account_number_s, ExpectedRows, ArrivedRows, AccountComplete, Accounts,
    ExpectedAccounts = ExpectedOfAttempt, SnapshotComplete = Complete`;
