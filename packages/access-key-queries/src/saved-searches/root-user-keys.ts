import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

export const rootUserKeys = (options: QueryOptions): AccessKeyQuery => ({
  name: 'root-user-keys',
  title: 'Access keys of root users',
  description:
    'Accounts of the latest complete snapshot whose root user has access keys. There should be none; IAM tells only how many there are.',
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    `keys
| where IsRoot_b
| summarize RootKeys = count(), SnapshotTime = max(SnapshotTime) by Account = account_number_s
| sort by RootKeys desc, Account asc`,
  ),
});
