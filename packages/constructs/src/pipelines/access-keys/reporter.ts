import type { AccessKeyReportEnvironment, ReportRequest } from '@audit-bridge/access-key-report/environment';
import { functionArn, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import type { AlarmTarget } from '../../building-blocks/alarm';
import { atHours } from '../../building-blocks/call-times';
import { DeployedFunction } from '../../building-blocks/deployed-function';
import { FunctionSchedule } from '../../building-blocks/function-schedule';
import { accountStatements, accountVariables } from './account-access';
import type { AccessKeysAwsProps } from './aws';
import { destinationStatements, destinationVariables, sdkVariables } from './destination-access';
import type { FailedRuns } from './failed-runs';
import { reporterName, reporterRoleName } from './names';
import type { PseudonymKey } from './pseudonym-key';

export interface ReporterProps
  extends Pick<AccessKeysAwsProps, 'names' | 'place' | 'settings' | 'organizationId' | 'destination' | 'artifact' | 'logRetentionDays'> {
  readonly keyArn: string;
  readonly alarms: AlarmTarget;
  readonly pseudonyms: PseudonymKey;
  readonly failedRuns: FailedRuns;
}

/** Scheduler fills it in; equal in each retry, so that it names the run: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
const request = { scheduledTime: '<aws.scheduler.scheduled-time>' } satisfies ReportRequest;

/** Some times a day: reads the access keys of every account and sends them, closed by the record that makes them a whole. */
export class Reporter extends Construct {
  constructor(scope: Construct, id: string, props: ReporterProps) {
    super(scope, id);
    const { names, organizationId, place, settings, destination, keyArn, alarms, pseudonyms, failedRuns } = props;
    const { accounts, reporter } = settings;
    const name = names.of('lambdaFunction', reporterName);
    const environment: AccessKeyReportEnvironment = {
      ...accountVariables({ place, accounts, organizationId }),
      PSEUDONYM_KEY_ARN: pseudonyms.arn,
      MAX_CONCURRENT_CALLS: String(reporter.maxConcurrentCalls),
      ...destinationVariables(destination),
    };
    // Without reserved concurrency: docs/decisions/0016-no-reserved-concurrency.md.
    const deployed = new DeployedFunction(this, 'function', {
      name,
      roleName: reporterRoleName(names),
      description: 'Reports the access keys of AWS accounts into Azure Log Analytics.',
      artifact: props.artifact,
      environment: { ...environment, ...sdkVariables(destination) },
      memoryMegabytes: reporter.memoryMegabytes,
      timeoutSeconds: reporter.timeoutSeconds,
      statements: [
        ...accountStatements({ place, accounts, organizationId, functionArn: functionArn(place, name) }),
        ...pseudonyms.statements,
        ...destinationStatements(destination),
        ...failedRuns.statements,
      ],
      keyArn,
      logRetentionDays: props.logRetentionDays,
      alarms,
    });
    new FunctionSchedule(this, 'schedule', {
      name: names.of('schedule', reporterName),
      groupName: names.of('scheduleGroup', 'access-keys'),
      roleName: names.of('iamRole', 'report-schedule'),
      deadLetterName: operatedNames(names).reportScheduleDeadLetterQueue,
      target: deployed,
      times: atHours(settings.schedule),
      input: request,
      failedRun: failedRuns.failedRun,
      keyArn,
      accountId: place.accountId,
      alarms,
    });
  }
}
