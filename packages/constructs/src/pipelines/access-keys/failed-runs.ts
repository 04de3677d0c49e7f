import { type Names, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import { Alarm, type AlarmTarget } from '../../building-blocks/alarm';
import { EncryptedQueue } from '../../building-blocks/encrypted-queue';
import type { FailedRun } from '../../building-blocks/function-schedule';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { QueueDepthAlarm } from '../../building-blocks/queue-alarms';
import { reporterName } from './names';

export interface FailedRunsProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly alarms: AlarmTarget;
}

/** Where a run ends that failed three times, or that Lambda could not begin for hours: the call, which names the run, and its error. */
export class FailedRuns extends Construct {
  /** For the function's role, which Lambda sends with. */
  readonly statements: readonly IamStatement[];
  /** For the schedule. */
  readonly failedRun: FailedRun;

  constructor(scope: Construct, id: string, { names, keyArn, alarms }: FailedRunsProps) {
    super(scope, id);
    const queueName = operatedNames(names).reportDeadLetterQueue;
    const functionName = names.of('lambdaFunction', reporterName);
    const queue = new EncryptedQueue(this, 'dead-letter', { name: queueName, keyArn });
    new QueueDepthAlarm(this, 'depth', {
      queueName,
      description: `A report failed in all its attempts. The message holds the call and the error: mend it, invoke ${functionName} with the message's requestPayload, then delete the message.`,
      runbook: 'report-dead-letter',
      target: alarms,
    });
    new Alarm(this, 'undelivered', {
      name: `${functionName}-undelivered`,
      description: `A failed report could not be put into ${queueName}: look at the permissions of the role of ${functionName}. The function's log says why it failed.`,
      runbook: 'report-undelivered',
      target: alarms,
      // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
      metric: {
        namespace: 'AWS/Lambda',
        name: 'DestinationDeliveryFailures',
        dimensions: { FunctionName: functionName },
        statistic: 'Sum',
      },
      threshold: 1,
      periodSeconds: 300,
    });
    this.statements = [{ actions: ['sqs:SendMessage'], resources: [queue.arn] }];
    this.failedRun = { retries: 2, queueArn: queue.arn };
  }
}
