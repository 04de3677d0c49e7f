import type { QueryOptions } from '../access-key-query';
import { alertPeriod } from '../period';
import { snapshots } from '../snapshots';
import { statements } from '../statements';
import type { AlertQuery } from './alert-query';

export interface Silence {
  /** A snapshot that is older is missing: less than the two days that a rule sees. @default 26, for a daily run: it takes time, and so does its showing */
  readonly silenceHours?: number;
}

/** A summarize without `by` answers a row also when there is nothing at all: silence alerts. */
export const missingSnapshot = ({ silenceHours = 26, ...options }: QueryOptions & Silence): AlertQuery => ({
  name: 'missing-snapshot',
  title: `No complete snapshot of access keys in ${silenceHours} hours`,
  description: `The access keys were last reported completely more than ${silenceHours} hours ago. Look at the alarms of the function access-key-report, then at the saved search on the health of the latest runs.`,
  kusto: statements(
    snapshots({ ...options, period: alertPeriod }),
    `attempts
| summarize LatestSnapshot = maxif(AttemptTime, Complete), LatestAttempt = max(AttemptTime), IncompleteAttempts = countif(not(Complete))
| where isnull(LatestSnapshot) or LatestSnapshot < ago(${silenceHours}h)`,
  ),
  dimensions: [],
});
