import { ownMetric } from '../own-metric';
import { scheduleTrigger } from '../triggers/schedule-trigger';
import type { WatchedPipeline, WatchProps } from '../watched-pipeline';

export function watchAccessKeys({ context, names }: WatchProps): WatchedPipeline {
  const reporter = names.of('lambdaFunction', 'access-key-report');
  return {
    pipeline: 'access-keys',
    counts: [
      { name: 'in', what: 'users read', metrics: [ownMetric('UsersRead', reporter)] },
      { name: 'out', what: 'keys reported', metrics: [ownMetric('AccessKeysReported', reporter)] },
      { name: 'refused', what: 'accounts that could not be read', metrics: [ownMetric('AccountsFailed', reporter)] },
    ],
    lag: undefined,
    runs: ownMetric('ReportsCompleted', reporter),
    triggers: [
      scheduleTrigger(context, { name: names.of('schedule', 'access-key-report'), group: names.of('scheduleGroup', 'access-keys') }),
    ],
  };
}
