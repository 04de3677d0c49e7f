import type { MetricName } from '@audit-bridge/telemetry/metric-names';
import type { WorkbookContent } from '../../building-blocks/workbook-items';
import { deafHostQuery, failedRunsQuery, metricsOverTime } from './forwarder-queries';

export interface ForwarderWorkbookProps {
  readonly insightsId: string;
  readonly namespaceId: string;
  readonly looksForSubscriptions: boolean;
}

const graphs: readonly {
  readonly name: string;
  readonly title: string;
  readonly metrics: readonly MetricName[];
  readonly how: 'sum' | 'max';
}[] = [
  { name: 'flow', title: 'Messages in, records to the stream', metrics: ['MessagesIn', 'RecordsForwarded'], how: 'sum' },
  {
    name: 'lag',
    title: 'Seconds behind the hub, and of the oldest parked record',
    metrics: ['ForwardingLagSeconds', 'OldestParkedAgeSeconds'],
    how: 'max',
  },
  {
    name: 'parked',
    title: 'Parked, and sent on',
    metrics: ['RecordsUndelivered', 'ParkedRecordsForwarded', 'DamagedParkedBlobs', 'ParkingFailures'],
    how: 'sum',
  },
  {
    name: 'refused',
    title: 'Lost, refused, replayed, of a stranger',
    metrics: ['MessagesLost', 'RecordsRefused', 'MessagesReplayed', 'UnknownSubscriptionEvents'],
    how: 'sum',
  },
];

const coverageGraph: (typeof graphs)[number] = {
  name: 'coverage',
  title: 'Subscriptions that nobody collects from, and looks that came to their end',
  metrics: ['UncoveredSubscriptions', 'CoverageChecks'],
  how: 'max',
};

/** The hub and the forwarder, by the metrics that their alarms watch. */
export function forwarderWorkbook({ insightsId, looksForSubscriptions, namespaceId }: ForwarderWorkbookProps): WorkbookContent {
  return {
    heading:
      '# Activity log to Kinesis\n\nThe event hub, and the function that empties it. What each alarm means stands in docs/runbooks of the project.',
    asks: { resourceType: 'microsoft.insights/components', resourceId: insightsId },
    metrics: [
      {
        name: 'hub',
        title: 'Messages into and out of the hub',
        resourceType: 'Microsoft.EventHub/namespaces',
        resourceId: namespaceId,
        metrics: [
          { name: 'IncomingMessages', aggregation: 'Total' },
          { name: 'OutgoingMessages', aggregation: 'Total' },
        ],
      },
      {
        name: 'hub-errors',
        title: 'What the hub refused',
        resourceType: 'Microsoft.EventHub/namespaces',
        resourceId: namespaceId,
        metrics: [
          { name: 'ThrottledRequests', aggregation: 'Total' },
          { name: 'ServerErrors', aggregation: 'Total' },
          { name: 'UserErrors', aggregation: 'Total' },
        ],
      },
    ],
    queries: [
      ...[...graphs, ...(looksForSubscriptions ? [coverageGraph] : [])].map(({ name, title, metrics, how }) => ({
        name,
        title,
        query: metricsOverTime(metrics, how),
        visualization: 'timechart' as const,
        noDataMessage: 'No run in this time range told of it.',
      })),
      {
        name: 'failed-runs',
        title: 'Runs that failed',
        query: `${failedRunsQuery}\n| summarize Runs = sum(value) by bin(timestamp, 15m)`,
        visualization: 'timechart',
        noDataMessage: 'No run failed.',
      },
      {
        name: 'deaf',
        title: 'What keeps the host from listening',
        query: `${deafHostQuery}\n| summarize Lines = sum(value) by bin(timestamp, 15m)`,
        visualization: 'timechart',
        noDataMessage: 'The host listens.',
      },
    ],
  };
}
