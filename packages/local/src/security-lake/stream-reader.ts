import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';

const maxRecordsPerCall = 10_000;

/** Reads a stream from its beginning: each reading gives what has come since the last one, shard after shard. */
export class StreamReader {
  /** By shard; filled by the first reading. */
  readonly #iterators = new Map<string, string | undefined>();
  /** When the last record of each shard came, of those that the last reading found something in. */
  readonly #lastArrivals = new Map<string, Date>();

  constructor(
    private readonly client: KinesisClient,
    private readonly streamName: string,
  ) {}

  /** When the last record came of the shard that is furthest behind, in the last reading; undefined where that found nothing. */
  get behindSince(): Date | undefined {
    const [first, ...others] = this.#lastArrivals.values();
    return others.reduce((oldest, arrival) => (oldest === undefined || arrival < oldest ? arrival : oldest), first);
  }

  async read(): Promise<readonly Buffer[]> {
    this.#lastArrivals.clear();
    if (this.#iterators.size === 0) await this.#begin();
    const records: Buffer[] = [];
    for (const shardId of this.#iterators.keys()) {
      for await (const record of this.#drain(shardId)) records.push(record);
    }
    return records;
  }

  async #begin(): Promise<void> {
    const StreamName = this.streamName;
    // A stream of a local run has a few shards: one page.
    const { Shards = [] } = await this.client.send(new ListShardsCommand({ StreamName }));
    for (const { ShardId = '' } of Shards) {
      const request = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
      this.#iterators.set(ShardId, (await this.client.send(new GetShardIteratorCommand(request))).ShardIterator);
    }
  }

  async *#drain(shardId: string): AsyncGenerator<Buffer> {
    for (let isAtEnd = false; !isAtEnd; ) {
      const ShardIterator = this.#iterators.get(shardId);
      if (ShardIterator === undefined) return;
      const answer = await this.client.send(new GetRecordsCommand({ ShardIterator, Limit: maxRecordsPerCall }));
      const { MillisBehindLatest = 0, NextShardIterator, Records = [] } = answer;
      this.#iterators.set(shardId, NextShardIterator);
      const arrival = Records.at(-1)?.ApproximateArrivalTimestamp;
      if (arrival !== undefined) this.#lastArrivals.set(shardId, arrival);
      for (const { Data } of Records) yield Buffer.from(Data ?? []);
      // An empty answer may stand in the middle of a shard; one that is not behind is its present end.
      isAtEnd = Records.length === 0 && MillisBehindLatest === 0;
    }
  }
}
