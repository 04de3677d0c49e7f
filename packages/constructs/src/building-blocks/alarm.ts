import type { NoAlarms } from '@audit-bridge/config';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { type Runbook, withRunbook } from './runbook';

/** Where alarms go, or why there are none. */
export type AlarmTarget = { readonly noAlarms?: undefined; readonly topicArn: string } | NoAlarms;

export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
}

export interface AlarmProps {
  readonly name: string;
  /** What it means and what to do: all that a person reads at night. The runbook's place is added. */
  readonly description: string;
  readonly runbook: Runbook;
  readonly target: AlarmTarget;
  readonly metric: WatchedMetric;
  /** Fires at this value and above, or below it. */
  readonly threshold: number;
  /** @default 'reached' */
  readonly firesWhen?: 'reached' | 'below';
  readonly periodSeconds: number;
  /** @default 1 */
  readonly periods?: number;
  /**
   * What silence means. `kept`: the state stays as the last value left it. `zero`: each silent period counts as 0, so that exactly `periods` of them
   * count. For `breaching` CloudWatch looks further back while there are fewer values than `periods`, and waits longer: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
   *
   * @default 'fine'
   */
  readonly missingData?: 'fine' | 'kept' | 'breaching' | 'zero';
}

/**
 * An alarm that tells the topic when it fires and when it is over. Where the environment goes without alarms it makes nothing, but the pipeline's dashboard
 * draws what it would watch.
 */
export class Alarm extends Construct {
  /** Absent without alarms. */
  readonly arn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    readonly props: AlarmProps,
  ) {
    super(scope, id);
    const { name, description, runbook, target, threshold, periods = 1, missingData = 'fine', firesWhen = 'reached' } = props;
    if (target.noAlarms) return;
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: withRunbook(description, runbook),
      ...(missingData === 'zero' ? filledWithZeros(props) : watched(props)),
      comparisonOperator: firesWhen === 'reached' ? 'GreaterThanOrEqualToThreshold' : 'LessThanThreshold',
      threshold,
      evaluationPeriods: periods,
      treatMissingData: treatmentOf[missingData],
      alarmActions: [target.topicArn],
      okActions: [target.topicArn],
    });
    this.arn = alarm.arn;
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
const treatmentOf = { fine: 'notBreaching', kept: 'ignore', breaching: 'breaching', zero: 'breaching' } as const;

function watched({ metric, periodSeconds }: AlarmProps) {
  const { namespace, name, dimensions, statistic } = metric;
  return { namespace, metricName: name, dimensions, statistic, period: periodSeconds };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
function filledWithZeros({ metric, periodSeconds }: AlarmProps) {
  const { namespace, name, dimensions, statistic } = metric;
  return {
    metricQuery: [
      { id: 'sent', metric: { namespace, metricName: name, dimensions, stat: statistic, period: periodSeconds } },
      { id: 'filled', expression: 'FILL(sent, 0)', label: name, returnData: true },
    ],
  };
}
