import { CreateBucketCommand, PutBucketTaggingCommand, type S3Client, type Tag } from '@aws-sdk/client-s3';
import { testRegion } from './test-account';

/** Creates a bucket in the emulators' Region. */
export async function createTaggedBucket(s3: S3Client, Bucket: string, TagSet: Tag[]): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
}
