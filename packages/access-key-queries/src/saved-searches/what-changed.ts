import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { keyRows, latestSnapshot, type Source, snapshots } from '../snapshots';
import { define, statements } from '../statements';

export const whatChanged = (options: QueryOptions): AccessKeyQuery => ({
  name: 'what-changed',
  title: 'What changed since the last snapshot',
  description:
    'Keys added, removed, activated or deactivated between the two latest complete snapshots of different runs. Rotated: the same user got a key and lost or switched off another.',
  kusto: statements(
    changes({ ...options, period: savedSearchPeriod }),
    `${changesForPeople}
| sort by Change asc, Account asc, User asc, KeyUid asc`,
  ),
});

/**
 * Defines `changes`: one row per key whose presence or status differs. Without a snapshot to compare with there is none: not everything is new.
 * The keys of an account that joined or left the report were neither created nor deleted by that, so they are named otherwise.
 */
export const changes = (source: Source) =>
  statements(
    snapshots(source),
    latestSnapshot,
    define(
      'previousSnapshot',
      `snapshots
| join kind=leftanti latestSnapshot on RunId_s
| sort by SnapshotTime desc, RunId_s desc
| take 1`,
    ),
    define(
      'compared',
      `union (latestSnapshot | extend IsLatest = true), (previousSnapshot | extend IsLatest = false)
| where toscalar(previousSnapshot | count) == 1`,
    ),
    define(
      'comparedAccounts',
      `accountsOfAttempts
| lookup kind=inner compared on RunId_s, AttemptId_s
| summarize AccountBefore = countif(not(IsLatest)) > 0, AccountNow = countif(IsLatest) > 0 by account_number_s`,
    ),
    define(
      'comparedKeys',
      `${keyRows(source)}
| lookup kind=inner compared on RunId_s, AttemptId_s
| summarize arg_max(SnapshotTime, *), Before = countif(not(IsLatest)) > 0, Now = countif(IsLatest) > 0,
    StatusBefore = take_anyif(Status_s, not(IsLatest)), StatusNow = take_anyif(Status_s, IsLatest) by account_number_s, KeyUid_s`,
    ),
    define(
      'changes',
      `comparedKeys
| lookup kind=leftouter comparedAccounts on account_number_s
| extend Change = case(
    Now and not(Before), iff(AccountBefore, "Added", "Account joined"),
    Before and not(Now), iff(AccountNow, "Removed", "Account left"),
    StatusBefore == StatusNow, "",
    StatusNow == "Active", "Activated",
    "Deactivated")
| where isnotempty(Change)`,
    ),
  );

export const changesForPeople = `changes
| lookup kind=leftouter (
    changes
    | summarize NewKeys = countif(Change == "Added"), OldKeys = countif(Change in ("Removed", "Deactivated")) by account_number_s, user_s
  ) on account_number_s, user_s
| project Change, Rotated = NewKeys > 0 and OldKeys > 0 and Change in ("Added", "Removed", "Deactivated"), Account = account_number_s, User = user_s,
    AccessKey = AccessKeyId_s, StatusBefore, StatusNow, Created = CreateDate_t, LastUsed = LastUsedDate_t, KeyUid = KeyUid_s,
    Since = toscalar(previousSnapshot | project SnapshotTime), Until = toscalar(latestSnapshot | project SnapshotTime)`;
