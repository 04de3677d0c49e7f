import { maxSilenceHours, type ReportSchedule } from '@audit-bridge/config';
import type { Names } from '@audit-bridge/naming';
import { type MetricName, metricDimension, metricNamespace } from '@audit-bridge/telemetry/metric-names';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps, type AlarmTarget } from '../../building-blocks/alarm';
import { reporterName } from './names';

export interface ReporterAlarmsProps {
  readonly names: Names;
  readonly target: AlarmTarget;
  readonly schedule: ReportSchedule;
}

interface Watch extends Pick<AlarmProps, 'description' | 'threshold' | 'firesWhen' | 'missingData' | 'periods' | 'periodSeconds'> {
  readonly metricName: MetricName;
}

/** What only the function itself can see: that a report is complete, and whose account is missing in it. */
export class ReporterAlarms extends Construct {
  constructor(scope: Construct, id: string, { names, target, schedule }: ReporterAlarmsProps) {
    super(scope, id);
    const functionName = names.of('lambdaFunction', reporterName);
    const hours = maxSilenceHours(schedule);
    const watches: Readonly<Record<string, Watch>> = {
      'no-report': {
        metricName: 'ReportsCompleted',
        threshold: 1,
        firesWhen: 'below',
        periodSeconds: 3600,
        periods: hours,
        missingData: 'zero',
        description: `No report of access keys was completed for ${hours} hours. Look at the alarms of ${functionName} and of its schedule, then at the function's log.`,
      },
      'accounts-failed': {
        metricName: 'AccountsFailed',
        threshold: 1,
        periodSeconds: 300,
        description: `The access keys of an account could not be read, so that the report is not complete. The log of ${functionName} names the account: look whether it has the reader's role.`,
      },
    };
    for (const [word, { metricName, ...rest }] of Object.entries(watches)) {
      new Alarm(this, word, {
        ...rest,
        name: names.of('alarm', 'access-keys', word),
        runbook: word,
        target,
        metric: { namespace: metricNamespace, name: metricName, dimensions: { [metricDimension]: functionName }, statistic: 'Sum' },
      });
    }
  }
}
