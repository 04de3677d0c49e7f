import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';

const maxRecordsPerCall = 10_000;

/** Everything that a stream holds, shard after shard. */
export async function drainStream(client: KinesisClient, streamName: string): Promise<readonly Buffer[]> {
  const records: Buffer[] = [];
  // A stream of a local run has a few shards: one page.
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName: streamName }));
  for (const { ShardId = '' } of Shards) {
    for await (const record of drainShard(client, streamName, ShardId)) records.push(record);
  }
  return records;
}

async function* drainShard(client: KinesisClient, streamName: string, shardId: string): AsyncGenerator<Buffer> {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ StreamName: streamName, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  for (let iterator = ShardIterator; iterator !== undefined; ) {
    const {
      Records = [],
      NextShardIterator,
      MillisBehindLatest,
    } = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: maxRecordsPerCall }));
    for (const { Data } of Records) yield Buffer.from(Data ?? []);
    // An empty answer may stand in the middle of a shard; one that is not behind is the end, for nobody writes any more.
    iterator = Records.length === 0 && (MillisBehindLatest ?? 0) === 0 ? undefined : NextShardIterator;
  }
}
