import type { QueryOptions } from '../access-key-query';
import { createdBefore, keyColumns } from '../key-columns';
import { alertPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';
import type { AlertQuery } from './alert-query';

/** One row per key, so that each account and user has an alert of its own, which resolves when the key is gone. */
export const oldKeys = ({ tableName, maxKeyAgeDays }: QueryOptions): AlertQuery => ({
  name: 'keys-older-than',
  title: `Active access keys older than ${maxKeyAgeDays} days`,
  description: `Active access keys that were created more than ${maxKeyAgeDays} days before the latest complete snapshot: rotate them.`,
  kusto: statements(
    keysOfLatestSnapshot({ tableName, period: alertPeriod }),
    `keys
| where Status_s == "Active"
| ${createdBefore(maxKeyAgeDays)}
| ${keyColumns}`,
  ),
  severity: 2,
  dimensions: ['Account', 'User', 'AccessKey'],
  windowMinutes: 2 * 24 * 60,
  frequencyMinutes: 24 * 60,
});
