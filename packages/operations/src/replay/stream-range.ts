import type { Clock } from '@audit-bridge/backoff';
import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import type { TimeRange } from '../events/time-range';
import { StreamNotReadableError } from './errors';

export interface StreamRangeSettings {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
}

/** A shard gives five answers a second to all its readers, and the job is one of them: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const pauseMilliseconds = 400;
const maxRecords = 1_000;

/** What a stream took within a time, by the stream's own clock. */
export class StreamRange {
  constructor(private readonly settings: StreamRangeSettings) {}

  /**
   * Shard after shard, some records at a time.
   *
   * @throws {StreamNotReadableError}
   */
  async *read(range: TimeRange): AsyncGenerator<readonly Buffer[]> {
    const { kinesis, streamName } = this.settings;
    try {
      let NextToken: string | undefined;
      do {
        // A further page is asked for by its token alone.
        const page = await kinesis.send(new ListShardsCommand(NextToken === undefined ? { StreamName: streamName } : { NextToken }));
        for (const { ShardId } of page.Shards ?? []) if (ShardId !== undefined) yield* this.#readShard(ShardId, range);
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
    } catch (cause) {
      throw cause instanceof Error ? new StreamNotReadableError(streamName, cause) : cause;
    }
  }

  async *#readShard(shardId: string, { from, to }: TimeRange): AsyncGenerator<readonly Buffer[]> {
    const { clock, kinesis, streamName } = this.settings;
    const begin = { StreamName: streamName, ShardId: shardId, ShardIteratorType: 'AT_TIMESTAMP', Timestamp: from } as const;
    let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(begin));
    while (ShardIterator !== undefined) {
      const asked = clock.now();
      const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: maxRecords }));
      const records = answer.Records ?? [];
      const inRange = records.filter(({ ApproximateArrivalTimestamp: at }) => at !== undefined && at >= from && at < to);
      if (inRange.length > 0) yield inRange.map(({ Data = new Uint8Array() }) => Buffer.from(Data));
      const isPast = records.some(({ ApproximateArrivalTimestamp: at }) => at !== undefined && at >= to);
      const reached = asked - (answer.MillisBehindLatest ?? 0);
      if (isPast || (records.length === 0 && reached >= to.getTime())) return;
      ShardIterator = answer.NextShardIterator;
      if (ShardIterator !== undefined) await clock.sleep(pauseMilliseconds);
    }
  }
}
