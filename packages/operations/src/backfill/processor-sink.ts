import { hash } from 'node:crypto';
import { formatDayFolder } from '@audit-bridge/activity-log-blobs';
import { type FailedRecord, writeFailedRecords } from '@audit-bridge/failed-events';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SourceRecord } from '../events/activity-log-source';
import { invokeRedrive } from '../redrive-failed-events/invoke-redrive';
import { addReports, nothingSent, type RecordSink, type SendReport } from './record-sink';

export interface ProcessorSinkSettings {
  readonly s3: S3Client;
  readonly lambda: LambdaClient;
  readonly functionArn: string;
  /** Of refused records: what is sent lies beside them, under a prefix of its own, as long as they do. */
  readonly bucket: string;
  /** Where the processor may read what an operator gives it. */
  readonly prefix: string;
  /** Must own the bucket: credentials of another account write nothing. */
  readonly accountId: string;
}

/**
 * Has the deployed processor take records to the destination, as a redrive does: it makes the ids, and refuses what is about a subscription that is not configured.
 *
 * No blob is written among those of Azure Monitor, and the state of none is touched: the running pipeline notices nothing.
 */
export class ProcessorSink implements RecordSink {
  readonly description: string;
  /** What the function takes through in a part of its five minutes. */
  readonly limits = { maxRecords: 2_000, maxBytes: 4 * 1024 * 1024 };

  constructor(private readonly settings: ProcessorSinkSettings) {
    this.description = `function ${settings.functionArn}`;
  }

  async send(records: readonly SourceRecord[]): Promise<SendReport> {
    let report = nothingSent;
    for (const ofBlob of byBlob(records)) report = addReports(report, await this.#sendObject(ofBlob));
    return report;
  }

  /** An object is of one blob: the function judges its records by the subscription in that name. */
  async #sendObject(records: readonly FailedRecord[]): Promise<SendReport> {
    const { accountId, bucket, functionArn, lambda, prefix, s3 } = this.settings;
    const content = writeFailedRecords(records);
    const key = `${prefix}${hash('sha256', records[0]?.blob ?? '').slice(0, 16)}/${hash('sha256', content).slice(0, 32)}.jsonl`;
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: content,
        ContentType: 'application/x-ndjson',
        ExpectedBucketOwner: accountId,
      }),
    );
    return invokeRedrive(lambda, functionArn, { bucket, key }, false);
  }
}

/** What a blob holds goes under its name and offset, so that whoever meets the event finds the line; the rest under a name that says where it is from. */
function byBlob(records: readonly SourceRecord[]): Iterable<readonly FailedRecord[]> {
  const groups = new Map<string, FailedRecord[]>();
  const batch = hash('sha256', records.map(({ identity }) => identity.id).join()).slice(0, 16);
  let offset = 0;
  for (const { bytes, identity, line } of records) {
    const blob = line?.blob ?? nameOf(identity, batch);
    const group = groups.get(blob) ?? [];
    groups.set(blob, group);
    group.push({
      reason: 'Backfill',
      message: 'Sent by an operator, because the destination did not hold it.',
      blob,
      createdOn: undefined,
      offset: line?.offset ?? offset,
      lengthBytes: bytes.length,
      bytes,
    });
    offset += bytes.length;
  }
  return groups.values();
}

function nameOf({ subscriptionId = '', time }: SourceRecord['identity'], batch: string): string {
  return `resourceId=/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/${formatDayFolder(time.getTime())}backfill/rest-${batch}`;
}
