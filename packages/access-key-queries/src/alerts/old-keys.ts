import type { QueryOptions } from '../access-key-query';
import { createdBefore, keyColumns, oldestFirst } from '../key-columns';
import { alertPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';
import type { AlertQuery } from './alert-query';

/** One row per key, so that each user has an alert of its own, which resolves when the keys are gone. */
export const oldKeys = ({ maxKeyAgeDays, ...options }: QueryOptions): AlertQuery => ({
  name: 'keys-older-than',
  title: `Active access keys older than ${maxKeyAgeDays} days`,
  description: `Active access keys that were created more than ${maxKeyAgeDays} days before the latest complete snapshot: give their users new ones, and delete these.`,
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: alertPeriod }),
    `keys
| where Status_s == "Active"
| ${createdBefore(maxKeyAgeDays)}
| ${keyColumns}
| ${oldestFirst}`,
  ),
  dimensions: ['Account', 'User', 'AccessKey'],
});
