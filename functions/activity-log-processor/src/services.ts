import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { openContainer } from '@audit-bridge/activity-log-blobs/open-container';
import { SqsHintQueue } from '@audit-bridge/activity-log-blobs/sqs-hint-queue';
import { systemClock, systemRandomness, turnOfTheEventLoop } from '@audit-bridge/backoff';
import { S3FailurePlace } from '@audit-bridge/failed-events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ProcessorPorts, ProcessorSettings } from './blob-run';
import { connectDestination } from './destination';
import type { ActivityLogProcessorSettings } from './environment';

/** What a process keeps from its cold start on: clients with their connections and tokens. */
export interface Services {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly settings: ProcessorSettings;
  /** CloudWatch Logs has a stream per subscription, so the destination goes by the blob. */
  readonly portsFor: (path: string) => ProcessorPorts;
}

/** Connects to nothing yet: that is left to the first requests. */
export function connectServices(environment: ActivityLogProcessorSettings): Services {
  const time = { clock: systemClock, randomness: systemRandomness };
  // More attempts than the usual three: a write that fails ends the run, and what was sent since the last commit is sent again.
  const clientSettings = { maxAttempts: 6 };
  const s3 = new S3Client(clientSettings);
  const sqs = new SQSClient(clientSettings);
  const destinationOf = connectDestination(environment, s3);
  const shared = {
    ...time,
    container: openContainer(environment, time),
    states: new DynamoDbBlobStates({
      client: new DynamoDBClient(clientSettings),
      tableName: environment.STATE_TABLE_NAME,
      stateTtlDays: environment.STATE_TTL_DAYS,
      ...time,
    }),
    hints: new SqsHintQueue({ client: sqs, queueUrl: environment.HINT_QUEUE_URL, ...time }),
    failures: new S3FailurePlace({
      s3,
      sqs,
      bucket: environment.FAILED_EVENTS_BUCKET,
      queueUrl: environment.FAILED_EVENTS_QUEUE_URL,
      clock: systemClock,
    }),
    breathe: turnOfTheEventLoop,
  };
  return {
    s3,
    sqs,
    settings: {
      subscriptionIds: environment.SUBSCRIPTION_IDS,
      recipientAccountId: environment.RECIPIENT_ACCOUNT_ID,
      maxConcurrentRequests: environment.MAX_CONCURRENT_REQUESTS,
      maxStepEvents: environment.MAX_STEP_EVENTS,
    },
    portsFor: path => ({ ...shared, events: destinationOf(path) }),
  };
}
