import { createHash } from 'node:crypto';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/**
 * Takes the events that are too old for CloudWatch Logs: the same JSON, one a line, under `events/eventDay=<yyyyMMdd>/` for an Athena table.
 * An object's name is its content's hash, so a repeat writes the same object again.
 */
export class EventArchive {
  constructor(private readonly settings: { readonly s3: S3Client; readonly bucket: string }) {}

  /** @param day `yyyy-MM-dd`, UTC, of all these events */
  async put(day: string, events: readonly PreparedEvent[]): Promise<void> {
    const content = Buffer.from(events.map(event => `${event.eventData}\n`).join(''));
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 32);
    const key = `events/eventDay=${day.replaceAll('-', '')}/${hash}.jsonl`;
    const command = { Bucket: this.settings.bucket, Key: key, Body: content, ContentType: 'application/x-ndjson' };
    await this.settings.s3.send(new PutObjectCommand(command));
  }
}
