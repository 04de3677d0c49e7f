import { Construct } from 'constructs';
import { Alarm, type AlarmTarget } from './alarm';
import type { Runbook } from './runbook';

export interface QueueDepthAlarmProps {
  readonly queueName: string;
  readonly description: string;
  readonly runbook: Runbook;
  readonly target: AlarmTarget;
}

/** Fires as soon as a queue that should be empty holds a message. */
export class QueueDepthAlarm extends Construct {
  constructor(scope: Construct, id: string, { queueName, description, runbook, target }: QueueDepthAlarmProps) {
    super(scope, id);
    new Alarm(this, 'depth', {
      name: `${queueName}-depth`,
      description,
      runbook,
      target,
      metric: queueMetric(queueName, 'ApproximateNumberOfMessagesVisible'),
      threshold: 1,
      periodSeconds: 300,
    });
  }
}

export interface QueueAgeAlarmProps extends QueueDepthAlarmProps {
  readonly maxAgeDays: number;
}

/** Fires when the oldest message of a queue comes near the end of its retention. */
export class QueueAgeAlarm extends Construct {
  constructor(scope: Construct, id: string, { queueName, description, runbook, target, maxAgeDays }: QueueAgeAlarmProps) {
    super(scope, id);
    new Alarm(this, 'age', {
      name: `${queueName}-age`,
      description,
      runbook,
      target,
      metric: queueMetric(queueName, 'ApproximateAgeOfOldestMessage'),
      threshold: maxAgeDays * 86_400,
      periodSeconds: 3600,
    });
  }
}

function queueMetric(queueName: string, name: string) {
  return { namespace: 'AWS/SQS', name, dimensions: { QueueName: queueName }, statistic: 'Maximum' } as const;
}
