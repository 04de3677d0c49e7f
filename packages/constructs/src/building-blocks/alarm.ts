import type { NoAlarms } from '@audit-bridge/config';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

/** Where alarms go, or why there are none. */
export type AlarmTarget = { readonly noAlarms?: undefined; readonly topicArn: string } | NoAlarms;

export interface AlarmProps {
  readonly name: string;
  /** What it means and what to do: all that a person reads at night. */
  readonly description: string;
  readonly target: AlarmTarget;
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly statistic: 'Sum' | 'Maximum';
  };
  /** Fires at this value and above, or below it. */
  readonly threshold: number;
  /** @default 'reached' */
  readonly firesWhen?: 'reached' | 'below';
  readonly periodSeconds: number;
  /** @default 1 */
  readonly periods?: number;
  /** What silence means. @default 'fine' */
  readonly missingData?: 'fine' | 'breaching';
}

/** An alarm that tells the topic when it fires and when it is over. Makes nothing where the environment goes without alarms. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { name, description, target, metric, threshold, periodSeconds, periods = 1, missingData = 'fine', firesWhen = 'reached' } = props;
    if (target.noAlarms) return;
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: description,
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      statistic: metric.statistic,
      comparisonOperator: firesWhen === 'reached' ? 'GreaterThanOrEqualToThreshold' : 'LessThanThreshold',
      threshold,
      period: periodSeconds,
      evaluationPeriods: periods,
      treatMissingData: missingData === 'fine' ? 'notBreaching' : 'breaching',
      alarmActions: [target.topicArn],
      okActions: [target.topicArn],
    });
  }
}
