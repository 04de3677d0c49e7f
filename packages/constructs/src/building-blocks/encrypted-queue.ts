import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import { iamPolicy } from './iam-policy';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const maxRetentionDays = 14;

const secondsPerDay = 86_400;

export interface EncryptedQueueProps {
  /** Ends in `.fifo` for a FIFO queue. */
  readonly name: string;
  readonly keyArn: string;
  /** @default 14, the most that SQS keeps */
  readonly retentionDays?: number;
  /** @default 30 */
  readonly visibilityTimeoutSeconds?: number;
  readonly deadLetter?: { readonly queueArn: string; readonly maxReceiveCount: number };
}

/** A queue with our key that refuses plain HTTP. On its own only for what is a last place itself; everything else is a `QueueWithDeadLetter`. */
export class EncryptedQueue extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, props: EncryptedQueueProps) {
    super(scope, id);
    const { name, keyArn, retentionDays = maxRetentionDays, visibilityTimeoutSeconds = 30, deadLetter } = props;
    const queue = new SqsQueue(this, 'queue', {
      name,
      // Absent for a standard queue: the provider refuses `false` together with some attributes.
      fifoQueue: name.endsWith('.fifo') || undefined,
      kmsMasterKeyId: keyArn,
      policy: iamPolicy([
        {
          sid: 'DenyPlainHttp',
          effect: 'Deny',
          principals: { AWS: '*' },
          actions: ['sqs:*'],
          resources: '*',
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
      messageRetentionSeconds: retentionDays * secondsPerDay,
      visibilityTimeoutSeconds,
      redrivePolicy:
        deadLetter === undefined
          ? undefined
          : JSON.stringify({ deadLetterTargetArn: deadLetter.queueArn, maxReceiveCount: deadLetter.maxReceiveCount }),
    });
    this.arn = queue.arn;
    this.url = queue.url;
  }
}
