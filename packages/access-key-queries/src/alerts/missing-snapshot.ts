import type { QueryOptions } from '../access-key-query';
import { alertPeriod } from '../period';
import { snapshots } from '../snapshots';
import { statements } from '../statements';
import type { AlertQuery } from './alert-query';

/** A daily run, and two hours for the run itself and for what Azure Monitor takes to show it. */
const maxSnapshotAgeHours = 26;

/** A summarize without `by` answers a row also when there is nothing at all: silence alerts. */
export const missingSnapshot = ({ tableName }: QueryOptions): AlertQuery => ({
  name: 'missing-snapshot',
  title: `No complete snapshot of access keys in ${maxSnapshotAgeHours} hours`,
  description: `The access keys were last reported completely more than ${maxSnapshotAgeHours} hours ago: look at the function's own alarms, and at the health of the latest runs.`,
  kusto: statements(
    snapshots({ tableName, period: alertPeriod }),
    `attempts
| summarize LatestSnapshot = maxif(AttemptTime, Complete), LatestAttempt = max(AttemptTime), IncompleteAttempts = countif(not(Complete))
| where isnull(LatestSnapshot) or LatestSnapshot < ago(${maxSnapshotAgeHours}h)`,
  ),
  severity: 1,
  dimensions: [],
  windowMinutes: 2 * 24 * 60,
  frequencyMinutes: 60,
});
