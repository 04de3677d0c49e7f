import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { TimeRange } from '../../events/time-range';
import { InterruptedError } from '../../interrupted-error';
import type { Interruption } from '../../interruption';
import { SqlQueryError } from '../sql/sql-engine';
import type { StoredEvent } from './stored-event';

export interface ArchivedEventsProps {
  readonly client: S3Client;
  readonly bucket: string;
  readonly accountId: string;
  /** Of the log group, days. */
  readonly retentionDays: number;
  readonly now: () => number;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

const dayMilliseconds = 86_400_000;
/** CloudWatch Logs takes nothing older, whatever the group's retention. */
const maxAgeDays = 14;

/** The events that were too old for the log group, in a bucket: a folder a UTC day of the events. */
export class ArchivedEvents {
  constructor(private readonly props: ArchivedEventsProps) {}

  async *read(range: TimeRange): AsyncGenerator<StoredEvent> {
    for (const day of this.#days(range)) yield* this.#readDay(day);
  }

  /** A day of which every event was still taken by the log group has no folder: it costs no request. */
  *#days({ from, to }: TimeRange): Generator<string> {
    const { now, retentionDays } = this.props;
    const newest = now() - (Math.min(maxAgeDays, retentionDays) - 1) * dayMilliseconds;
    for (let day = startOfDay(from.getTime()); day < to.getTime() && day < newest; day += dayMilliseconds) {
      yield new Date(day).toISOString().slice(0, 10).replaceAll('-', '');
    }
  }

  async *#readDay(day: string): AsyncGenerator<StoredEvent> {
    const { accountId, bucket, client, interruption } = this.props;
    const place = { Bucket: bucket, ExpectedBucketOwner: accountId };
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { ...place, Prefix: `events/eventDay=${day}/` })) {
        for (const { Key = '', LastModified } of Contents) {
          if (interruption.isRequested) throw new InterruptedError(`Reading the archive ${bucket}`);
          const { Body } = await client.send(new GetObjectCommand({ ...place, Key }));
          for (const eventData of ((await Body?.transformToString()) ?? '').split('\n')) {
            if (eventData !== '') yield { eventData, arrivedAt: LastModified, place: `s3://${bucket}/${Key}` };
          }
        }
      }
    } catch (cause) {
      if (cause instanceof InterruptedError) throw cause;
      throw new SqlQueryError(
        `The archive ${bucket} could not be read (${cause instanceof Error ? `${cause.name}: ${cause.message}` : cause}). Is the pipeline deployed, and may you list and get its objects, and use their key?`,
        { cause },
      );
    }
  }
}

const startOfDay = (milliseconds: number) => Math.floor(milliseconds / dayMilliseconds) * dayMilliseconds;
