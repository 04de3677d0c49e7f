import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

/** Every column, so that a reader of the raw rows needs no logic of its own. */
export const snapshotKeys = (options: QueryOptions): AccessKeyQuery => ({
  name: 'snapshot-keys',
  title: 'All access keys',
  description: 'Every access key of the latest complete snapshot, with every column.',
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    'keys\n| sort by account_number_s asc, user_s asc, KeyUid_s asc',
  ),
});
