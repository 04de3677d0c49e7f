import type { Names } from '@audit-bridge/naming';
import { type MetricName, metricDimension, metricNamespace } from '@audit-bridge/telemetry/metric-names';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps, type AlarmTarget } from '../../building-blocks/alarm';
import type { FunctionName } from './names';

export interface PipelineAlarmsProps {
  readonly names: Names;
  readonly target: AlarmTarget;
  readonly newestEventAgeHours: number;
}

interface Watch extends Pick<AlarmProps, 'description' | 'threshold' | 'missingData' | 'periods'> {
  readonly functionName: FunctionName;
  readonly metricName: MetricName;
  readonly statistic: 'Sum' | 'Maximum';
  /** @default 300 */
  readonly periodSeconds?: number;
}

/** What only the functions themselves can see: forged records, exchanged blobs, and a pipeline that is quiet without failing. */
export class PipelineAlarms extends Construct {
  constructor(scope: Construct, id: string, { names, target, newestEventAgeHours }: PipelineAlarmsProps) {
    super(scope, id);
    const watches: Readonly<Record<string, Watch>> = {
      'unknown-subscriptions': {
        functionName: 'activity-log-aggregator',
        metricName: 'UnknownSubscriptions',
        statistic: 'Maximum',
        threshold: 1,
        description: 'The container holds blobs of a subscription that is not configured. Configure it, or find out who exports it here.',
      },
      'unknown-subscription-events': {
        functionName: 'activity-log-processor',
        metricName: 'UnknownSubscriptionEvents',
        statistic: 'Sum',
        threshold: 1,
        description: "Records name a subscription that is not configured, or stand in another one's blob: somebody may be forging them.",
      },
      'replaced-blobs': {
        functionName: 'activity-log-processor',
        metricName: 'BlobsReplaced',
        statistic: 'Sum',
        threshold: 1,
        description:
          'A blob was replaced, but Azure Monitor only appends: find out who wrote it. It is read from its start; the log of activity-log-processor says how much of the old one nobody had read.',
      },
      'newest-event-age': {
        functionName: 'activity-log-aggregator',
        metricName: 'NewestEventAgeSeconds',
        statistic: 'Maximum',
        threshold: newestEventAgeHours * 3600,
        periodSeconds: 3600,
        // Of a schedule of one hour a single period may hold no run.
        periods: 2,
        // No data point means that no run has ended, which is the worse news.
        missingData: 'breaching',
        description: `No event of the last ${newestEventAgeHours} hours is committed, or the pipeline does not run. Look at the export first, then at the functions.`,
      },
    };
    for (const [word, watch] of Object.entries(watches)) {
      const { functionName, metricName, statistic, periodSeconds = 300, ...rest } = watch;
      new Alarm(this, word, {
        ...rest,
        name: names.of('alarm', 'cloudtrail-lake', word),
        runbook: word,
        target,
        periodSeconds,
        metric: {
          namespace: metricNamespace,
          name: metricName,
          dimensions: { [metricDimension]: names.of('lambdaFunction', functionName) },
          statistic,
        },
      });
    }
  }
}
