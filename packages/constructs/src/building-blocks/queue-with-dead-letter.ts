import { Construct } from 'constructs';
import type { AlarmTarget } from './alarm';
import { EncryptedQueue } from './encrypted-queue';
import { QueueDepthAlarm } from './queue-alarms';
import type { Runbook } from './runbook';

export interface QueueWithDeadLetterProps {
  /** Both end in `.fifo`, or neither: SQS takes no other pair. */
  readonly name: string;
  readonly deadLetterName: string;
  readonly keyArn: string;
  /** At least six times the timeout of a function that reads the queue. */
  readonly visibilityTimeoutSeconds: number;
  /** @default 4 */
  readonly retentionDays?: number;
  /** Receives before a message is parked. @default 3 */
  readonly maxReceiveCount?: number;
  /** What a parked message means and what to do. */
  readonly deadLetterDescription: string;
  readonly deadLetterRunbook: Runbook;
  readonly alarms: AlarmTarget;
}

/** A queue that cannot lose a message silently: encrypted, with a dead-letter queue that keeps 14 days and an alarm on it. */
export class QueueWithDeadLetter extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, props: QueueWithDeadLetterProps) {
    super(scope, id);
    const { name, deadLetterName, keyArn, visibilityTimeoutSeconds, retentionDays = 4, maxReceiveCount = 3 } = props;
    const deadLetter = new EncryptedQueue(this, 'dead-letter', { name: deadLetterName, keyArn });
    const queue = new EncryptedQueue(this, 'main', {
      name,
      keyArn,
      retentionDays,
      visibilityTimeoutSeconds,
      deadLetter: { queueArn: deadLetter.arn, maxReceiveCount },
    });
    new QueueDepthAlarm(this, 'dead-letter-alarm', {
      queueName: deadLetterName,
      description: props.deadLetterDescription,
      runbook: props.deadLetterRunbook,
      target: props.alarms,
    });
    this.arn = queue.arn;
    this.url = queue.url;
  }
}
