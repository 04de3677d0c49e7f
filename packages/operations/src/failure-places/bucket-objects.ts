import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { KeptObject, KeptObjects, KeptRecord } from './kept-objects';

export interface BucketObjectsProps {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Must own the bucket. */
  readonly accountId: string;
  /** With its closing slash. */
  readonly prefix: string;
  readonly read: (key: string) => Promise<readonly KeptRecord[]>;
}

/** The bucket is not in the account and Region of the environment, or these credentials may not see it. */
export class BucketNotReadableError extends Error {
  override readonly name = 'BucketNotReadableError';
}

/** Kept records below a prefix of a bucket. */
export class BucketObjects implements KeptObjects {
  constructor(private readonly props: BucketObjectsProps) {}

  async *list(): AsyncGenerator<KeptObject> {
    const { accountId, bucket, prefix, s3 } = this.props;
    try {
      const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, ExpectedBucketOwner: accountId, Prefix: prefix });
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', LastModified, Size = 0 } of Contents) yield { name: Key, keptAt: LastModified, lengthBytes: Size };
      }
    } catch (cause) {
      throw new BucketNotReadableError(
        `The bucket ${bucket} of account ${accountId} could not be listed (${cause instanceof Error ? cause.message : cause}). Is the pipeline deployed, and are these the credentials of that account?`,
        { cause },
      );
    }
  }

  read(name: string): Promise<readonly KeptRecord[]> {
    return this.props.read(name);
  }

  placeOf(name: string): string {
    return `s3://${this.props.bucket}/${name}`;
  }
}
