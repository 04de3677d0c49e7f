import { type FailedRecord, fetchFailedRecords } from '@audit-bridge/failed-events';
import type { S3Client } from '@aws-sdk/client-s3';
import { type ActivityLogSource, type SourceRecord, timeOf, type UnreadableRecord } from '../events/activity-log-source';
import type { TimeRange } from '../events/time-range';
import { BucketObjects } from '../failure-places/bucket-objects';
import { readSourceRecord } from './read-source-record';

export interface BackfilledObjectsSettings {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Must own the bucket. */
  readonly accountId: string;
  /** With its closing slash. */
  readonly prefix: string;
  /** Lower-case. */
  readonly subscriptionIds: readonly string[];
}

/** What an operator has had the processor take: the objects that it was given. Each was written before it was sent, and whether it then was, no object says. */
export class BackfilledObjects implements ActivityLogSource {
  readonly kind = 'fed';
  readonly description: string;

  constructor(private readonly settings: BackfilledObjectsSettings) {
    this.description = `s3://${settings.bucket}/${settings.prefix}`;
  }

  /** @throws {BucketNotReadableError} */
  async *records({ from, to }: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    const { bucket, s3 } = this.settings;
    const objects = new BucketObjects({ ...this.settings, read: async () => [] });
    for await (const { keptAt = new Date(0), name } of objects.list()) {
      for (const record of await fetchFailedRecords(s3, bucket, name)) {
        const read = this.#read(record, objects.placeOf(name), keptAt);
        if (read !== undefined && timeOf(read) >= from.getTime() && timeOf(read) < to.getTime()) yield read;
      }
    }
  }

  #read({ blob, bytes }: FailedRecord, place: string, keptAt: Date): SourceRecord | UnreadableRecord | undefined {
    if (bytes === undefined) return undefined;
    const ownerId = /^resourceid=\/subscriptions\/([^/]+)\//i.exec(blob)?.[1]?.toLowerCase();
    const record = readSourceRecord(bytes, place, { subscriptionIds: this.settings.subscriptionIds, ownerId });
    const known = { writtenBefore: keptAt, isUncertain: true };
    return 'reason' in record ? { ...record, time: record.time ?? keptAt, ...known } : { ...record, ...known };
  }
}
