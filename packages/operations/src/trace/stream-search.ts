import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import type { CommandContext } from '../bridge-command';
import { knownBy } from '../failure-places/known-by';
import { InterruptedError } from '../interrupted-error';

/** A record on the stream. */
export interface StreamRecord {
  readonly id: string;
  readonly correlationId: string | undefined;
  readonly arrivedAt: Date | undefined;
  readonly place: string;
}

/** What the forwarder has put on the stream, and the job may not have read yet. */
export interface StreamSearch {
  /** Those that have one of the ids, of the records that came since a moment. */
  find(ids: ReadonlySet<string>, since: Date): AsyncIterable<StreamRecord>;
}

export interface KinesisStreamSearchProps extends Pick<CommandContext, 'interruption' | 'print' | 'progress'> {
  readonly client: KinesisClient;
  readonly streamName: string;
  /** What came before it is not looked at: the job has read it long ago, or stands still and an alarm says so. */
  readonly oldest: Date;
  /** Of one shard. */
  readonly maxBytes?: number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * A shard gives five answers a second to all of its readers, and 2 MB a second: the job reads too, and must not be held up.
 *
 * @see https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 */
const pauseMilliseconds = 500;
const maxShardBytes = 64_000_000;

/** Reads each shard from a moment to its tip, and not further than a limit: of a stream that runs for days nobody waits for the end. */
export class KinesisStreamSearch implements StreamSearch {
  constructor(private readonly props: KinesisStreamSearchProps) {}

  async *find(ids: ReadonlySet<string>, since: Date): AsyncGenerator<StreamRecord> {
    const from = since > this.props.oldest ? since : this.props.oldest;
    for (const shardId of await this.#shards()) yield* this.#findInShard(shardId, ids, from);
  }

  /** The stream's name belongs to the first page alone. */
  async #shards(): Promise<readonly string[]> {
    const { client, streamName } = this.props;
    const found: string[] = [];
    let page = await client.send(new ListShardsCommand({ StreamName: streamName }));
    for (;;) {
      found.push(...(page.Shards ?? []).flatMap(({ ShardId }) => ShardId ?? []));
      if (page.NextToken === undefined) return found;
      page = await client.send(new ListShardsCommand({ NextToken: page.NextToken }));
    }
  }

  async *#findInShard(shardId: string, ids: ReadonlySet<string>, since: Date): AsyncGenerator<StreamRecord> {
    const { client, interruption, maxBytes = maxShardBytes, print, progress, streamName, wait } = this.props;
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({ StreamName: streamName, ShardId: shardId, ShardIteratorType: 'AT_TIMESTAMP', Timestamp: since }),
    );
    let bytes = 0;
    for (let iterator = ShardIterator; iterator !== undefined; ) {
      if (interruption.isRequested) throw new InterruptedError(`Looking through the stream ${streamName}`);
      const {
        MillisBehindLatest = 0,
        NextShardIterator,
        Records = [],
      } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      for (const { ApproximateArrivalTimestamp, Data = new Uint8Array(), SequenceNumber } of Records) {
        bytes += Data.length;
        const known = knownBy(Buffer.from(Data));
        if (ids.has(known.id) || (known.correlationId !== undefined && ids.has(known.correlationId)))
          yield { ...known, arrivedAt: ApproximateArrivalTimestamp, place: `stream ${streamName}, ${shardId}, ${SequenceNumber}` };
      }
      if (MillisBehindLatest === 0) return;
      if (bytes > maxBytes) {
        print(
          `${shardId} of ${streamName} was not looked through to its tip: ${Math.round(MillisBehindLatest / 60_000)} minutes of it are left. Ask for a later --from.`,
        );
        return;
      }
      progress(`${shardId}: ${Math.round(MillisBehindLatest / 1000).toLocaleString('en')} s before its tip`);
      iterator = NextShardIterator;
      await wait(pauseMilliseconds);
    }
  }
}
