import { operatedNames } from '@audit-bridge/naming';
import {
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
  paginateDescribeLogStreams,
  paginateGetLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { EventLedger } from '../emulators/event-ledger';
import { createTaggedBucket } from '../emulators/tagged-bucket';
import { localNames, localTagList, localTags } from '../environment/local-environment';
import type { Clients } from './clients';
import type { Destination, DestinationProps } from './destination';

const { archiveBucket, eventsLogGroup: logGroupName } = operatedNames(localNames);
const retentionDays = 30;

/** CloudWatch Logs in the emulator, and the archive bucket for what is too old for it. It tells nothing by itself: both are read at the end. */
export async function createLogsDestination({ clients, keepEvent }: Omit<DestinationProps, 'name' | 'emulators'>): Promise<Destination> {
  const { logs, s3 } = clients;
  await Promise.all([
    logs
      .send(new CreateLogGroupCommand({ logGroupName, tags: localTags }))
      .then(() => logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: retentionDays }))),
    createTaggedBucket(s3, archiveBucket, localTagList),
  ]);
  const ledger = new EventLedger(false);
  return {
    variables: {
      DESTINATION: 'cloudwatch-logs',
      LOG_GROUP_NAME: logGroupName,
      LOG_RETENTION_DAYS: String(retentionDays),
      ARCHIVE_BUCKET: archiveBucket,
    },
    ledger,
    describe: () => 'on their way to CloudWatch Logs',
    collect: async () => {
      for await (const eventData of arrivedEvents(clients)) {
        ledger.accept({ id: JSON.parse(eventData).UID, eventData, receivedAtMilliseconds: Date.now(), requestNumber: 0 });
        keepEvent(eventData);
      }
    },
  };
}

async function* arrivedEvents(clients: Clients): AsyncGenerator<string> {
  yield* logEvents(clients);
  yield* archivedEvents(clients);
}

async function* logEvents({ logs }: Clients): AsyncGenerator<string> {
  for await (const { logStreams = [] } of paginateDescribeLogStreams({ client: logs }, { logGroupName })) {
    for (const { logStreamName } of logStreams) {
      const pages = paginateGetLogEvents({ client: logs, stopOnSameToken: true }, { logGroupName, logStreamName, startFromHead: true });
      for await (const { events = [] } of pages) for (const { message = '' } of events) yield message;
    }
  }
}

async function* archivedEvents({ s3 }: Clients): AsyncGenerator<string> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: archiveBucket })) {
    for (const { Key } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: archiveBucket, Key }));
      for (const line of ((await Body?.transformToString()) ?? '').split('\n')) if (line !== '') yield line;
    }
  }
}
