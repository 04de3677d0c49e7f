import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { Construct } from 'constructs';
import { Alarm, type AlarmTarget } from './alarm';
import type { CallTimes } from './call-times';
import { EncryptedQueue } from './encrypted-queue';
import { exceptFromPolicies } from './policy-exceptions';
import { QueueDepthAlarm } from './queue-alarms';
import { ServiceRole } from './service-role';

export interface FunctionScheduleProps {
  readonly name: string;
  /** A group of its own: the metrics of the Scheduler are per group. */
  readonly groupName: string;
  readonly roleName: string;
  readonly deadLetterName: string;
  readonly target: { readonly arn: string; readonly name: string };
  readonly times: CallTimes;
  /** What the function is called with; `<aws.scheduler...>` is filled in by Scheduler. @default nothing */
  readonly input?: Readonly<Record<string, string>>;
  /** @default it is not repeated, because the next run does the same work */
  readonly failedRun?: FailedRun;
  readonly keyArn: string;
  readonly accountId: string;
  readonly alarms: AlarmTarget;
}

/** What becomes of a run that fails. */
export interface FailedRun {
  /** Lambda waits one minute before the first and two before the second: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
  readonly retries: 1 | 2;
  /** Gets the call and its error after the last one. The function's role may send to it. */
  readonly queueArn: string;
}

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html */
const scheduler = { minAgeSeconds: 60, maxAgeSeconds: 86_400, maxRetries: 185 };

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
const lambda = { minAgeSeconds: 60, maxAgeSeconds: 21_600 };

/** Calls a function at certain times. A call that cannot be made is retried until the next one is due, then parked with an alarm. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { name, groupName, target, times, input = {}, failedRun, keyArn, alarms } = props;
    const deadLetter = new EncryptedQueue(this, 'dead-letter', { name: props.deadLetterName, keyArn });
    new QueueDepthAlarm(this, 'dead-letter-alarm', {
      queueName: props.deadLetterName,
      description: `The schedule ${name} could not call its function. The message says why; it may be deleted once calls succeed again.`,
      runbook: 'schedule-dead-letter',
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
    const schedule = new SchedulerSchedule(this, 'schedule', {
      name,
      groupName: group.name,
      scheduleExpression: times.expression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.arn,
        roleArn: role.arn,
        input: JSON.stringify(input),
        retryPolicy: { maximumEventAgeInSeconds: ageWithin(scheduler, times), maximumRetryAttempts: scheduler.maxRetries },
        deadLetterConfig: { arn: deadLetter.arn },
      },
      dependsOn: [role.policy],
    });
    exceptFromPolicies(schedule, {
      CKV_AWS_297: "It holds the name of a function and a time, no data; it is encrypted with AWS's own key.",
    });
    new LambdaFunctionEventInvokeConfig(this, 'invocations', {
      functionName: target.name,
      maximumRetryAttempts: failedRun?.retries ?? 0,
      // A call that Lambda has taken waits here while there is no room for a run.
      maximumEventAgeInSeconds: ageWithin(lambda, times),
      ...(failedRun !== undefined && { destinationConfig: { onFailure: { destination: failedRun.queueArn } } }),
    });
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
    for (const [alarmId, metricName] of [
      ['target-errors', 'TargetErrorCount'],
      ['dropped', 'InvocationDroppedCount'],
    ] as const) {
      new Alarm(this, alarmId, {
        name: `${name}-${alarmId}`,
        description: `The schedule ${name} cannot call its function: look whether it exists, at the permissions and at the account's concurrency.`,
        runbook: 'schedule-cannot-call',
        target: alarms,
        metric: { namespace: 'AWS/Scheduler', name: metricName, dimensions: { ScheduleGroup: groupName }, statistic: 'Sum' },
        threshold: 1,
        periodSeconds: 300,
      });
    }
  }
}

function ageWithin({ minAgeSeconds, maxAgeSeconds }: typeof lambda, { intervalMinutes }: CallTimes): number {
  return Math.min(maxAgeSeconds, Math.max(minAgeSeconds, intervalMinutes * 60));
}
