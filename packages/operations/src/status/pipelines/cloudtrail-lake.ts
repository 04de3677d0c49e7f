import { subscriptionWatcher } from '@audit-bridge/config';
import { ownMetric } from '../own-metric';
import { mappingTrigger } from '../triggers/mapping-trigger';
import { scheduleTrigger } from '../triggers/schedule-trigger';
import type { WatchedPipeline, WatchProps } from '../watched-pipeline';

export function watchCloudtrailLake({ context, environment, names }: WatchProps): WatchedPipeline {
  const aggregator = names.of('lambdaFunction', 'activity-log-aggregator');
  const processor = names.of('lambdaFunction', 'activity-log-processor');
  return {
    pipeline: 'cloudtrail-lake',
    counts: [
      { name: 'in', what: 'lines read', metrics: [ownMetric('EventsIn', processor)] },
      { name: 'out', what: 'events accepted', metrics: [ownMetric('EventsAccepted', processor)] },
      { name: 'refused', what: 'lines refused', metrics: [ownMetric('EventsRefused', processor)] },
      { name: 'repeated', what: 'repeats dropped', metrics: [ownMetric('EventsRepeated', processor)] },
    ],
    lag: { ...ownMetric('LagSeconds', processor, 'Maximum'), unitsPerSecond: 1 },
    runs: ownMetric('BlobsListed', aggregator),
    triggers: [
      scheduleTrigger(context, {
        name: names.of('schedule', 'activity-log-aggregator'),
        group: names.of('scheduleGroup', 'cloudtrail-lake'),
      }),
      mappingTrigger(context, processor),
      ...(subscriptionWatcher(environment) === 'cloudtrailLake' ? [coverageTrigger(context, names)] : []),
    ],
  };
}

const coverageTrigger = (context: WatchProps['context'], names: WatchProps['names']) =>
  scheduleTrigger(context, {
    name: names.of('schedule', 'subscription-coverage'),
    group: names.of('scheduleGroup', 'subscription-coverage'),
  });
