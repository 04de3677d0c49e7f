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
  /** Undefined: the function does not look for accounts that it does not read. */
  readonly organizationId: string | undefined;
}

interface Watch extends Pick<AlarmProps, 'description' | 'threshold' | 'firesWhen' | 'missingData' | 'periods' | 'periodSeconds'> {
  readonly metricName: MetricName;
  /** @default 'Sum' */
  readonly statistic?: 'Maximum';
}

/** What only the function itself can see: that a report is complete, and whose account is missing in it. */
export class ReporterAlarms extends Construct {
  constructor(scope: Construct, id: string, { names, target, schedule, organizationId }: ReporterAlarmsProps) {
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
      ...(organizationId === undefined ? {} : coverageWatches(functionName, hours)),
    };
    for (const [word, { metricName, statistic = 'Sum', ...rest }] of Object.entries(watches)) {
      new Alarm(this, word, {
        ...rest,
        name: names.of('alarm', 'access-keys', word),
        runbook: word,
        target,
        metric: { namespace: metricNamespace, name: metricName, dimensions: { [metricDimension]: functionName }, statistic },
      });
    }
  }
}

/** Who is left out, and whether that is known: a look that fails would otherwise sound like nobody. */
const coverageWatches = (functionName: string, hours: number): Readonly<Record<string, Watch>> => ({
  'uncovered-accounts': {
    metricName: 'UncoveredAccounts',
    statistic: 'Maximum',
    threshold: 1,
    periodSeconds: 3600,
    missingData: 'kept',
    description: `Accounts of the organization are there whose access keys nobody reads. The log of ${functionName} names them: add each to the setting accounts.`,
  },
  'account-coverage-unknown': {
    metricName: 'CoverageChecks',
    threshold: 1,
    firesWhen: 'below',
    periodSeconds: 3600,
    periods: hours,
    missingData: 'zero',
    description: `For ${hours} hours nobody could find out which accounts of the organization are not read. The log of ${functionName} says why: its account must be the management account or a delegated administrator.`,
  },
});
