import { type FailedRecord, readFailedRecords, readFailedRecordsPointer } from '@audit-bridge/failed-events';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Clients } from './clients';
import type { PipelineResources } from './resources';

/** Longer than the collecting takes: a message must not come twice. */
const visibilityTimeoutSeconds = 60;

/**
 * Everything that the failed-events queue points to, in the order of blob and offset. A record that was put twice counts once.
 *
 * @param afterwards what becomes of the pointers: `keep` leaves them where a redrive looks
 */
export async function collectFailedRecords(
  { s3, sqs }: Clients,
  { failedEvents: { url } }: PipelineResources,
  afterwards: 'keep' | 'delete',
): Promise<readonly FailedRecord[]> {
  const records = new Map<string, FailedRecord>();
  const receipts: (string | undefined)[] = [];
  for (;;) {
    const request = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: visibilityTimeoutSeconds };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
    if (Messages.length === 0) break;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { bucket, key } = readFailedRecordsPointer(Body);
      const { Body: object } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const content = Buffer.from((await object?.transformToByteArray()) ?? []);
      for (const record of readFailedRecords(content)) records.set(`${record.blob} ${record.offset}`, record);
      receipts.push(ReceiptHandle);
    }
  }
  for (const ReceiptHandle of receipts) {
    if (afterwards === 'delete') await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    else await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  return [...records.values()].sort((one, other) => compareText(one.blob, other.blob) || one.offset - other.offset);
}

const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));
