import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FailurePlaceError } from './errors';
import { readFailedRecords } from './failed-records-object';
import type { FailedRecord } from './failure-place';

/**
 * The records of one object of the failure place.
 *
 * @throws {FailurePlaceError} when the object cannot be read
 * @throws {DamagedFailedRecordsError} when it is none of ours
 */
export async function fetchFailedRecords(s3: S3Client, bucket: string, key: string): Promise<readonly FailedRecord[]> {
  let content: Uint8Array | undefined;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    content = await Body?.transformToByteArray();
  } catch (cause) {
    throw new FailurePlaceError(
      `s3://${bucket}/${key} could not be read. It may be gone by the bucket's lifecycle rule, or the role lacks s3:GetObject or the key's kms:Decrypt.`,
      { cause },
    );
  }
  return readFailedRecords(Buffer.from(content ?? []));
}
