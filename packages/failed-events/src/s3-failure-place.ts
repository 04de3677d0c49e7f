import type { Clock } from '@audit-bridge/backoff';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { FailurePlaceError } from './errors';
import { failedRecordGroups } from './failed-record-groups';
import { failedRecordsKey, writeFailedRecords } from './failed-records-object';
import { failedRecordsPointer } from './failed-records-pointer';
import type { FailedRecord, FailurePlace } from './failure-place';

export interface S3FailurePlaceSettings {
  /** Its clients retry by themselves; what still fails is raised. */
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly bucket: string;
  /** The failed-events queue. */
  readonly queueUrl: string;
  readonly clock: Clock;
}

/** Objects in a bucket, and for each a message that points to it: the object first, so that no message points to nothing. */
export class S3FailurePlace implements FailurePlace {
  constructor(private readonly settings: S3FailurePlaceSettings) {}

  async put(records: readonly FailedRecord[]): Promise<void> {
    for (const group of failedRecordGroups(records)) await this.#putObject(group);
  }

  async #putObject(records: readonly FailedRecord[]): Promise<void> {
    const { bucket, clock, queueUrl, s3, sqs } = this.settings;
    const content = writeFailedRecords(records);
    const key = failedRecordsKey(records, content, clock.now());
    try {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentType: 'application/x-ndjson' }));
      const pointer = failedRecordsPointer(bucket, key, records);
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(pointer) }));
    } catch (cause) {
      throw new FailurePlaceError(
        `${records.length} failed records of ${records[0]?.blob} could not be kept in s3://${bucket}/${key}. Nothing behind them is committed; look at the bucket, its key and the failed-events queue.`,
        { cause },
      );
    }
  }
}
