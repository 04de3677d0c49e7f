import type { Names } from '@audit-bridge/naming';
import type { Graph } from '../../building-blocks/dashboard-widgets';
import { ownMetrics } from '../../building-blocks/own-metrics';
import { reporterName } from './names';

/** From the accounts to the acceptance of the snapshot. */
export function reportGraphs(names: Names): readonly Graph[] {
  const reporter = names.of('lambdaFunction', reporterName);
  return [
    ownMetrics('Reports', reporter, ['ReportsCompleted', 'AccountsReported', 'AccountsFailed', 'AccountsSkipped']),
    ownMetrics('Users and keys', reporter, ['UsersRead', 'AccessKeysReported', 'DeletedMeanwhile']),
    ownMetrics('Sent again', reporter, ['UploadRetries']),
  ];
}
