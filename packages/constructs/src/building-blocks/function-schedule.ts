import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { Construct } from 'constructs';
import { Alarm, type AlarmTarget } from './alarm';
import { EncryptedQueue } from './encrypted-queue';
import { QueueDepthAlarm } from './queue-alarms';
import { ServiceRole } from './service-role';

export interface FunctionScheduleProps {
  readonly name: string;
  /** A group of its own: the metrics of the Scheduler are per group. */
  readonly groupName: string;
  readonly roleName: string;
  readonly deadLetterName: string;
  readonly target: { readonly arn: string; readonly name: string };
  readonly everyMinutes: number;
  readonly keyArn: string;
  readonly accountId: string;
  readonly alarms: AlarmTarget;
}

/**
 * Calls a function every few minutes. A call that cannot be made is retried until the next one is due, then parked with an alarm;
 * a run that fails is not repeated, because the next run does the same work.
 */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { name, groupName, target, everyMinutes, keyArn, alarms } = props;
    const deadLetter = new EncryptedQueue(this, 'dead-letter', { name: props.deadLetterName, keyArn });
    new QueueDepthAlarm(this, 'dead-letter-alarm', {
      queueName: props.deadLetterName,
      description: `The schedule ${name} could not call its function. The message says why; it may be deleted once calls succeed again.`,
      target: alarms,
    });
    const role = new ServiceRole(this, 'role', {
      name: props.roleName,
      description: `Lets the schedule ${name} call its function.`,
      service: 'scheduler',
      sourceAccountId: props.accountId,
      statements: [
        { actions: ['lambda:InvokeFunction'], resources: [target.arn] },
        { actions: ['sqs:SendMessage'], resources: [deadLetter.arn] },
        { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
      ],
    });
    const group = new SchedulerScheduleGroup(this, 'group', { name: groupName });
    new SchedulerSchedule(this, 'schedule', {
      name,
      groupName: group.name,
      scheduleExpression: `rate(${everyMinutes} ${everyMinutes === 1 ? 'minute' : 'minutes'})`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.arn,
        roleArn: role.arn,
        input: '{}',
        retryPolicy: { maximumEventAgeInSeconds: Math.max(60, everyMinutes * 60), maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: deadLetter.arn },
      },
      dependsOn: [role.policy],
    });
    new LambdaFunctionEventInvokeConfig(this, 'invocations', {
      functionName: target.name,
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: Math.max(60, everyMinutes * 60),
    });
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
    for (const [alarmId, metricName] of [
      ['target-errors', 'TargetErrorCount'],
      ['dropped', 'InvocationDroppedCount'],
    ] as const) {
      new Alarm(this, alarmId, {
        name: `${name}-${alarmId}`,
        description: `The schedule ${name} cannot call its function: look whether it exists, at the permissions and at the account's concurrency.`,
        target: alarms,
        metric: { namespace: 'AWS/Scheduler', name: metricName, dimensions: { ScheduleGroup: groupName }, statistic: 'Sum' },
        threshold: 1,
        periodSeconds: 300,
      });
    }
  }
}
