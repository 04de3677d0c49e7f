import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { LockRegister } from './lock-register';

export interface S3RegisterPlace {
  readonly bucket: string;
  readonly key: string;
  /** Must own the bucket. */
  readonly accountId: string;
}

/**
 * An object that is written and deleted on condition.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export function s3Register(s3: S3Client, { accountId, bucket, key }: S3RegisterPlace): LockRegister {
  const object = { Bucket: bucket, Key: key, ExpectedBucketOwner: accountId };
  return {
    place: `s3://${bucket}/${key}`,
    async read() {
      try {
        const { Body, ETag } = await s3.send(new GetObjectCommand(object));
        const text = await Body?.transformToString();
        return text === undefined || ETag === undefined ? undefined : { text, version: ETag };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(text, expected) {
      const condition = expected === undefined ? { IfNoneMatch: '*' } : { IfMatch: expected };
      const answer = await unlessChanged(
        s3.send(new PutObjectCommand({ ...object, ...condition, Body: text, ContentType: 'application/json' })),
      );
      return answer?.ETag;
    },
    remove: async expected => (await unlessChanged(s3.send(new DeleteObjectCommand({ ...object, IfMatch: expected })))) !== undefined,
  };
}

/** 412: it has another version. 409: somebody else is changing it now. 404: it is gone. */
async function unlessChanged<Answer>(change: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof S3ServiceException && changedErrors.has(error.name)) return undefined;
    throw error;
  }
}

const changedErrors = new Set(['ConditionalRequestConflict', 'NoSuchKey', 'PreconditionFailed']);
