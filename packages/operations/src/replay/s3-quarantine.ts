import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { QuarantineNotReadableError } from './errors';
import { type QuarantinedRecord, readQuarantinedRecords } from './quarantined-records';
import type { Quarantine } from './replay';

export interface QuarantinePlace {
  readonly bucket: string;
  /** Must own the bucket: credentials of another account find nothing. */
  readonly accountId: string;
}

export class S3Quarantine implements Quarantine {
  constructor(
    private readonly s3: S3Client,
    private readonly place: QuarantinePlace,
  ) {}

  /**
   * @param folder `refused/`, `refused/<reason>/` or `routed/`
   * @returns keys in their order
   * @throws {QuarantineNotReadableError}
   */
  async list(folder: `${string}/`): Promise<readonly string[]> {
    const { accountId, bucket } = this.place;
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#listPage({ Bucket: bucket, ExpectedBucketOwner: accountId, Prefix: folder, ContinuationToken });
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return keys;
  }

  async read(key: string): Promise<readonly QuarantinedRecord[]> {
    const { accountId, bucket } = this.place;
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: accountId }));
    return readQuarantinedRecords(key, Buffer.from((await Body?.transformToByteArray()) ?? []));
  }

  async delete(key: string): Promise<void> {
    const { accountId, bucket } = this.place;
    await this.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: accountId }));
  }

  async #listPage(input: ConstructorParameters<typeof ListObjectsV2Command>[0]) {
    try {
      return await this.s3.send(new ListObjectsV2Command(input));
    } catch (cause) {
      const { accountId, bucket } = this.place;
      throw new QuarantineNotReadableError(
        `The bucket ${bucket} of account ${accountId} could not be listed (${cause instanceof Error ? cause.message : cause}). Is the pipeline deployed, and are these the credentials of that account?`,
        { cause },
      );
    }
  }
}
