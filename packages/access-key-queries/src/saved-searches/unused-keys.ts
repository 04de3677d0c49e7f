import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { keyColumns, oldestFirst } from '../key-columns';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

export const unusedKeys = (options: QueryOptions): AccessKeyQuery => ({
  name: 'unused-keys',
  title: 'Access keys that were never used',
  description: 'Keys of the latest complete snapshot of which IAM knows no use, with their age; the oldest first.',
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    `keys
| where NeverUsed_b
| ${keyColumns}
| ${oldestFirst}`,
  ),
});
