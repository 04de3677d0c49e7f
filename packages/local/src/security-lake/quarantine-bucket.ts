import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createTaggedBucket } from '../emulators/tagged-bucket';
import { testCredentials, testRegion } from '../emulators/test-account';
import { localTagList } from '../environment/local-environment';
import { quarantineBucket } from './resources';

/** The bucket that the deployed job puts records aside in: on one machine it writes into a folder, and this takes it from there. */
export class QuarantineBucket {
  readonly #s3: S3Client;
  readonly #published = new Set<string>();

  constructor(
    url: string,
    private readonly folder: string,
  ) {
    this.#s3 = new S3Client({ endpoint: url, region: testRegion, credentials: testCredentials, forcePathStyle: true });
  }

  async create(): Promise<void> {
    await createTaggedBucket(this.#s3, quarantineBucket, localTagList);
  }

  /** Puts what the job has written since the last time; what somebody has deleted there meanwhile stays away. */
  async publish(): Promise<void> {
    if (!existsSync(this.folder)) return;
    for (const entry of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const Key = relative(this.folder, path).split(sep).join('/');
      if (!entry.isFile() || !entry.name.endsWith('.jsonl.gz') || this.#published.has(Key)) continue;
      await this.#s3.send(new PutObjectCommand({ Bucket: quarantineBucket, Key, Body: await readFile(path) }));
      this.#published.add(Key);
    }
  }
}
