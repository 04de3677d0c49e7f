import { type Names, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import type { AlarmTarget } from '../../building-blocks/alarm';
import { EncryptedQueue, maxRetentionDays } from '../../building-blocks/encrypted-queue';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { ProtectedBucket } from '../../building-blocks/protected-bucket';
import type { Protection } from '../../building-blocks/protection';
import { QueueAgeAlarm, QueueDepthAlarm } from '../../building-blocks/queue-alarms';

export interface FailurePlaceProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly retentionDays: number;
  readonly protection: Protection;
  readonly alarms: AlarmTarget;
}

const prefix = 'failed-events/';

/** Before SQS forgets the pointers there are some days left to act. */
const maxAgeDays = maxRetentionDays - 4;

/**
 * Where refused records stay with their original bytes, and the queue that points there.
 *
 * The queue has no dead-letter queue: it is a last place itself, read by a person's redrive command, and trial runs of that must not park a pointer.
 */
export class FailurePlace extends Construct {
  readonly environment: { readonly FAILED_EVENTS_BUCKET: string; readonly FAILED_EVENTS_QUEUE_URL: string };
  readonly statements: readonly IamStatement[];

  constructor(scope: Construct, id: string, { names, keyArn, retentionDays, protection, alarms }: FailurePlaceProps) {
    super(scope, id);
    const { backfillPrefix, failedEventsBucket, failedEventsQueue: queueName } = operatedNames(names);
    const bucket = new ProtectedBucket(this, 'bucket', {
      name: failedEventsBucket,
      keyArn,
      protection,
      expirations: [
        { id: 'failed-events', prefix, days: retentionDays },
        { id: 'backfill', prefix: backfillPrefix, days: retentionDays },
      ],
    });
    // A redrive takes a message for its whole round through the destination.
    const queue = new EncryptedQueue(this, 'queue', { name: queueName, keyArn, visibilityTimeoutSeconds: 300 });
    new QueueDepthAlarm(this, 'depth', {
      queueName,
      description: 'Records were refused. Find the reason in the message, mend it, then run the bridge command redrive.',
      runbook: 'failed-events',
      target: alarms,
    });
    new QueueAgeAlarm(this, 'age', {
      queueName,
      description: `Refused records wait for ${maxAgeDays} days. SQS forgets their pointers after ${maxRetentionDays}; the bucket keeps the records.`,
      runbook: 'failed-events-age',
      target: alarms,
      maxAgeDays,
    });
    this.environment = { FAILED_EVENTS_BUCKET: bucket.name, FAILED_EVENTS_QUEUE_URL: queue.url };
    this.statements = [
      // Reading is for the redrive, which the processor itself does, and for what an operator has it send.
      { actions: ['s3:GetObject', 's3:PutObject'], resources: [`${bucket.arn}/${prefix}*`] },
      { actions: ['s3:GetObject'], resources: [`${bucket.arn}/${backfillPrefix}*`] },
      { actions: ['sqs:SendMessage'], resources: [queue.arn] },
    ];
  }
}
