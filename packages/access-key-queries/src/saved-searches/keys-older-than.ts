import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { createdBefore, keyColumns, oldestFirst } from '../key-columns';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

export const keysOlderThan = ({ maxKeyAgeDays, ...options }: QueryOptions): AccessKeyQuery => ({
  name: 'keys-older-than',
  title: `Access keys older than ${maxKeyAgeDays} days`,
  description: `Every key, active or not, that was created more than ${maxKeyAgeDays} days before the latest complete snapshot; the oldest first.`,
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    `keys
| ${createdBefore(maxKeyAgeDays)}
| ${keyColumns}
| ${oldestFirst}`,
  ),
});
