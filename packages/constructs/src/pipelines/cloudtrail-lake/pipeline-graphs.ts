import type { Names } from '@audit-bridge/naming';
import type { Graph } from '../../building-blocks/dashboard-widgets';
import { ownMetrics } from '../../building-blocks/own-metrics';
import { coverageFunctionName } from './names';

/** From the listing of blobs to the destination. */
export function pipelineGraphs(names: Names, looksForSubscriptions: boolean): readonly Graph[] {
  const aggregator = names.of('lambdaFunction', 'activity-log-aggregator');
  const processor = names.of('lambdaFunction', 'activity-log-processor');
  return [
    ownMetrics('Listed', aggregator, ['BlobsListed', 'OpenBlobs', 'HintsSent', 'SubscriptionsNotReached']),
    ownMetrics('Behind', aggregator, ['NewestEventAgeSeconds', 'OldestOpenBlobAgeSeconds']),
    ownMetrics('Events in and out', processor, ['EventsIn', 'EventsAccepted']),
    ownMetrics('Events refused and repeated', processor, ['EventsRefused', 'EventsRepeated', 'EventConflicts', 'RetriedEntries']),
    ownMetrics('Blobs that are not what they were', processor, ['BlobsReplaced', 'BlobsDeleted', 'LostRaces']),
    ownMetrics('From the event to its acceptance', processor, ['LagSeconds']),
    ...(looksForSubscriptions
      ? [
          ownMetrics('Subscriptions that nobody collects from', names.of('lambdaFunction', coverageFunctionName), [
            'UncoveredSubscriptions',
            'CoverageChecks',
          ]),
        ]
      : []),
  ];
}
