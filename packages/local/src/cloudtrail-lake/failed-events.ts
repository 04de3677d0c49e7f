import { type FailedRecord, readFailedRecords, readFailedRecordsPointer } from '@audit-bridge/failed-events';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Clients } from './clients';
import type { PipelineResources } from './resources';

/** Everything in the failure place, in the order of blob and offset; the queue is empty afterwards. A record that was put twice counts once. */
export async function collectFailedRecords({ s3, sqs }: Clients, { failedEvents }: PipelineResources): Promise<readonly FailedRecord[]> {
  const records = new Map<string, FailedRecord>();
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: failedEvents.url, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) break;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { bucket, key } = readFailedRecordsPointer(Body);
      const { Body: object } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const content = Buffer.from((await object?.transformToByteArray()) ?? []);
      for (const record of readFailedRecords(content)) records.set(`${record.blob} ${record.offset}`, record);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: failedEvents.url, ReceiptHandle }));
    }
  }
  return [...records.values()].sort((one, other) => compareText(one.blob, other.blob) || one.offset - other.offset);
}

const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));
