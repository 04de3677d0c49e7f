import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

/** Deleted keys are in no listing of IAM, so they are not in it: it counts what exists. */
export const creationTrend = (options: QueryOptions): AccessKeyQuery => ({
  name: 'creation-trend',
  title: 'Access keys by month of creation',
  description: 'How many keys of the latest complete snapshot were created in each month, and how many of those are still active.',
  kusto: statements(keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }), keysByMonth, '| sort by Month asc'),
});

/** Of `keys`. */
export const keysByMonth = `keys
| where isnotnull(CreateDate_t)
| summarize Keys = count(), StillActive = countif(Status_s == "Active"), Inactive = countif(Status_s == "Inactive") by Month = startofmonth(CreateDate_t)`;
