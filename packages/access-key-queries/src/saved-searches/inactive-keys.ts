import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { keyColumns, oldestFirst } from '../key-columns';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

export const inactiveKeys = (options: QueryOptions): AccessKeyQuery => ({
  name: 'inactive-keys',
  title: 'Inactive access keys',
  description: 'Keys of the latest complete snapshot that are switched off and can be deleted; the oldest first.',
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    `keys
| where Status_s == "Inactive"
| ${keyColumns}
| ${oldestFirst}`,
  ),
});
