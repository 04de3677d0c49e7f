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
  /**
   * What silence means. `zero`: each silent period counts as 0, so that exactly `periods` of them count. For `breaching` CloudWatch looks further back
   * while there are fewer values than `periods`, and waits longer: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
   *
   * @default 'fine'
   */
  readonly missingData?: 'fine' | 'breaching' | 'zero';
}

/** An alarm that tells the topic when it fires and when it is over. Makes nothing where the environment goes without alarms. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { name, description, target, threshold, periods = 1, missingData = 'fine', firesWhen = 'reached' } = props;
    if (target.noAlarms) return;
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: description,
      ...(missingData === 'zero' ? filledWithZeros(props) : watched(props)),
      comparisonOperator: firesWhen === 'reached' ? 'GreaterThanOrEqualToThreshold' : 'LessThanThreshold',
      threshold,
      evaluationPeriods: periods,
      treatMissingData: missingData === 'fine' ? 'notBreaching' : 'breaching',
      alarmActions: [target.topicArn],
      okActions: [target.topicArn],
    });
  }
}

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
