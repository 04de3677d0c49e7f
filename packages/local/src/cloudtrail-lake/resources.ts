import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import { operatedNames } from '@audit-bridge/naming';
import { CreateTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, GetQueueAttributesCommand, type QueueAttributeName, type SQSClient } from '@aws-sdk/client-sqs';
import { createTaggedBucket } from '../emulators/tagged-bucket';
import { localNames, localTagList, localTags } from '../environment/local-environment';
import type { Clients } from './clients';

export interface Queue {
  readonly url: string;
  readonly arn: string;
}

/** The resources that the pipeline's construct deploys, as far as the functions see them. */
export interface PipelineResources {
  readonly stateTableName: string;
  readonly hints: Queue;
  readonly hintsDeadLetter: Queue;
  readonly failedEvents: Queue;
  readonly failedEventsBucket: string;
}

export interface ResourcesProps {
  readonly clients: Clients;
  /** How long a message that a function has not finished stays hidden. @default 1800, six times the function's timeout, as deployed */
  readonly visibilityTimeoutSeconds?: number;
  /** @default 3, as deployed */
  readonly maxReceiveCount?: number;
}

/** Creates the table, queues and bucket in the emulator, in the deployed ones' shape and with the names of environment `local`. */
export async function createResources(props: ResourcesProps): Promise<PipelineResources> {
  const { clients, visibilityTimeoutSeconds = 1800, maxReceiveCount = 3 } = props;
  const { failedEventsBucket, failedEventsQueue, stateTable: stateTableName } = operatedNames(localNames);
  const [{ hints, hintsDeadLetter }, failedEvents] = await Promise.all([
    createHintQueues(clients.sqs, visibilityTimeoutSeconds, maxReceiveCount),
    createQueue(clients.sqs, failedEventsQueue, {}),
    createStateTable(clients, stateTableName),
    createTaggedBucket(clients.s3, failedEventsBucket, localTagList),
  ]);
  return { stateTableName, hints, hintsDeadLetter, failedEvents, failedEventsBucket };
}

async function createHintQueues(sqs: SQSClient, visibilityTimeoutSeconds: number, maxReceiveCount: number) {
  const hintsDeadLetter = await createQueue(sqs, operatedNames(localNames).hintsDeadLetterQueue, { FifoQueue: 'true' });
  const hints = await createQueue(sqs, localNames.of('sqsFifoQueue', 'blob-hints'), {
    FifoQueue: 'true',
    VisibilityTimeout: String(visibilityTimeoutSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: hintsDeadLetter.arn, maxReceiveCount }),
  });
  return { hints, hintsDeadLetter };
}

async function createQueue(sqs: SQSClient, name: string, attributes: Partial<Record<QueueAttributeName, string>>): Promise<Queue> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes, tags: localTags }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  return { url, arn: Attributes?.QueueArn ?? '' };
}

async function createStateTable({ dynamodb }: Clients, name: string): Promise<void> {
  const { partitionKey, openBlobsIndex, timeToLiveAttribute } = stateTable;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      Tags: localTagList,
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
      AttributeDefinitions: [
        { AttributeName: partitionKey, AttributeType: 'S' },
        { AttributeName: openBlobsIndex.partitionKey, AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: openBlobsIndex.name,
          KeySchema: [
            { AttributeName: openBlobsIndex.partitionKey, KeyType: 'HASH' },
            { AttributeName: openBlobsIndex.sortKey, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  await dynamodb.send(
    new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName: timeToLiveAttribute, Enabled: true } }),
  );
}
