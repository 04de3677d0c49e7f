import type { Names } from '@audit-bridge/naming';
import { type MetricName, metricDimension, metricNamespace } from '@audit-bridge/telemetry/metric-names';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps, type AlarmTarget, type WatchedMetric } from '../../building-blocks/alarm';

export interface CoverageAlarmsProps {
  readonly names: Names;
  readonly functionName: string;
  readonly target: AlarmTarget;
}

interface Watch extends Pick<AlarmProps, 'description' | 'threshold' | 'firesWhen' | 'missingData' | 'periods'> {
  readonly metricName: MetricName;
  readonly statistic: WatchedMetric['statistic'];
}

const hourSeconds = 3_600;

/** Eight looks that failed, or never were. */
const unknownForHours = 48;

/** Who is left out, and whether that is known: a look that fails would otherwise sound like nobody. */
export class CoverageAlarms extends Construct {
  constructor(scope: Construct, id: string, { names, functionName, target }: CoverageAlarmsProps) {
    super(scope, id);
    const watches: Readonly<Record<string, Watch>> = {
      'uncovered-subscriptions': {
        metricName: 'UncoveredSubscriptions',
        statistic: 'Maximum',
        threshold: 1,
        // Between two looks nothing is told.
        missingData: 'kept',
        description: `Subscriptions of the tenant are there that nobody collects from. The log of ${functionName} has their ids: add each to azure.subscriptionIds.`,
      },
      'subscription-coverage-unknown': {
        metricName: 'CoverageChecks',
        statistic: 'Sum',
        threshold: 1,
        firesWhen: 'below',
        periods: unknownForHours,
        missingData: 'zero',
        description: `For ${unknownForHours} hours nobody could find out which subscriptions are not collected from. The log of ${functionName} says why: mostly a right at the management group.`,
      },
    };
    for (const [word, { metricName, statistic, ...rest }] of Object.entries(watches)) {
      new Alarm(this, word, {
        ...rest,
        name: names.of('alarm', 'cloudtrail-lake', word),
        runbook: word,
        target,
        periodSeconds: hourSeconds,
        metric: { namespace: metricNamespace, name: metricName, dimensions: { [metricDimension]: functionName }, statistic },
      });
    }
  }
}
