import {
  AbortMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** A bucket or objects in it could not be removed. */
export class BucketNotEmptiedError extends Error {
  override readonly name = 'BucketNotEmptiedError';
}

/** With every version of every object, and the uploads that nobody finished. */
export const buckets: OpenSweptKind = (aws, { accountId }) => {
  const client = aws.client(S3Client);
  // Names are the whole world's: another account's bucket is none of ours.
  const of = (Bucket: string) => ({ Bucket, ExpectedBucketOwner: accountId });
  return {
    label: 'S3 bucket',
    type: 'aws_s3_bucket',
    nameValue: 'bucket',
    nameOfArn: afterInArn('s3', ''),
    async find(name) {
      if ((await unlessGone(client.send(new HeadBucketCommand(of(name))))) === undefined) return undefined;
      const tagging = await unlessGone(client.send(new GetBucketTaggingCommand(of(name))));
      return { id: name, tags: tagsOf(tagging?.TagSet) };
    },
    async remove({ id }) {
      await endUploads(client, of(id));
      await emptyBucket(client, of(id));
      await unlessGone(client.send(new DeleteBucketCommand(of(id))));
      return undefined;
    },
  };
};

interface OwnBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

async function endUploads(client: S3Client, bucket: OwnBucket): Promise<void> {
  for (;;) {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(bucket));
    if (Uploads.length === 0) return;
    for (const { Key, UploadId } of Uploads) await client.send(new AbortMultipartUploadCommand({ ...bucket, Key, UploadId }));
  }
}

/** From the beginning after each deletion: what was listed is gone, and so is the marker of a next page. */
async function emptyBucket(client: S3Client, bucket: OwnBucket): Promise<void> {
  for (;;) {
    const { DeleteMarkers = [], Versions = [] } = await client.send(new ListObjectVersionsCommand({ ...bucket, MaxKeys: 1000 }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    const { Errors: [error] = [] } = await client.send(new DeleteObjectsCommand({ ...bucket, Delete: { Objects, Quiet: true } }));
    if (error !== undefined) throw new BucketNotEmptiedError(`${bucket.Bucket} keeps ${error.Key}: ${error.Code} ${error.Message}`);
  }
}
