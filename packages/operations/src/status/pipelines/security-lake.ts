import { consumerLag } from '../consumer-lag';
import { ownMetric } from '../own-metric';
import { functionAppTrigger } from '../triggers/function-app-trigger';
import { jobTrigger } from '../triggers/job-trigger';
import { scheduleTrigger } from '../triggers/schedule-trigger';
import type { WatchedPipeline, WatchProps } from '../watched-pipeline';

export function watchSecurityLake({ context, names, operated }: WatchProps): WatchedPipeline {
  const { functionApp, streamJob } = operated;
  return {
    pipeline: 'security-lake',
    counts: [
      { name: 'in', what: 'records read from the stream', metrics: [ownMetric('StreamRecordsIn', streamJob)] },
      { name: 'out', what: 'rows written', metrics: [ownMetric('StreamRecordsWritten', streamJob)] },
      {
        name: 'refused',
        what: 'records quarantined or routed away',
        metrics: [ownMetric('StreamRecordsQuarantined', streamJob), ownMetric('StreamRecordsRouted', streamJob)],
      },
      { name: 'repeated', what: 'repeats dropped', metrics: [ownMetric('StreamRecordsRepeated', streamJob)] },
    ],
    hasHub: true,
    lag: consumerLag(streamJob),
    runs: ownMetric('StreamRecordsIn', streamJob),
    triggers: [
      functionAppTrigger(context, functionApp),
      jobTrigger(context, streamJob),
      scheduleTrigger(context, { name: names.of('schedule', 'stream-job-supervisor'), group: names.of('scheduleGroup', 'security-lake') }),
    ],
  };
}
