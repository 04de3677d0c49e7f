import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

export const usersWithTwoActiveKeys = (options: QueryOptions): AccessKeyQuery => ({
  name: 'users-with-two-active-keys',
  title: 'Users with two active access keys',
  description: 'Two active keys are one too many outside a rotation. Users of the latest complete snapshot; the oldest key first.',
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    `${activeKeysOfUsers}
| sort by OldestKeyDays desc, Account asc, User asc`,
  ),
});

/** Of `keys`. IAM allows a user two: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const activeKeysOfUsers = `keys
| where Status_s == "Active" and IsRoot_b != true
| summarize ActiveKeys = count(), AccessKeys = strcat_array(array_sort_asc(make_set(AccessKeyId_s)), ", "), OldestKeyDays = max(KeyAgeDays_d),
    NewestKeyDays = min(KeyAgeDays_d), NeverUsed = countif(NeverUsed_b), LastUsed = max(LastUsedDate_t), SnapshotTime = max(SnapshotTime)
    by Account = account_number_s, User = user_s
| where ActiveKeys >= 2`;
