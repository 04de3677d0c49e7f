import type { ListedBlob } from './blob-container';
import { blobKeyPrefix, committedAs, lostAttributes, number, readBlobState, seenAs, text } from './blob-state-item';
import type { BlobCommit, BlobState, BlobStates, Watermark } from './blob-states';
import { DynamoDbCommit } from './dynamodb-commit';
import { DynamoDbMark } from './dynamodb-mark';
import { DynamoDbStateTable, type Item, type StateTableSettings } from './dynamodb-state-table';
import { stateTable } from './state-table';

export interface DynamoDbBlobStatesSettings extends StateTableSettings {
  /** Days that a blob's state outlives the last write to it. */
  readonly stateTtlDays: number;
}

const secondsPerDay = 86_400;
const watermarkKey = (subscriptionId: string) => `watermark#${subscriptionId}`;
const newestKey = (subscriptionId: string) => `newest#${subscriptionId}`;

/** The states in one DynamoDB table (`state-table.ts`). Every write is a conditional UpdateItem: no transaction, no read before it. */
export class DynamoDbBlobStates implements BlobStates {
  private readonly table: DynamoDbStateTable;

  constructor(private readonly settings: DynamoDbBlobStatesSettings) {
    this.table = new DynamoDbStateTable(settings);
  }

  async get(path: string): Promise<BlobState | undefined> {
    const item = await this.table.get(blobKeyPrefix + path);
    return item && readBlobState(path, item);
  }

  async getMany(paths: readonly string[]): Promise<ReadonlyMap<string, BlobState>> {
    const items = await this.table.getMany([...new Set(paths)].map(path => blobKeyPrefix + path));
    return new Map(items.map(item => [pathOf(item), readBlobState(pathOf(item), item)]));
  }

  markSeen(blob: ListedBlob, subscriptionId: string): Promise<void> {
    return new DynamoDbMark(this.table, blob, { openSubscription: text(subscriptionId), ...this.expiry() }).write();
  }

  async closeDeleted(state: BlobState): Promise<void> {
    const [committed, seen] = [committedAs(state), seenAs(state)];
    await this.table.update({
      key: blobKeyPrefix + state.path,
      set: { seenLengthBytes: number(state.seenSuccessor === undefined ? state.committedOffset : 0), ...this.expiry() },
      remove: [stateTable.openBlobsIndex.partitionKey, ...lostAttributes],
      condition: `${committed.condition} AND ${seen.condition}`,
      values: { ...committed.values, ...seen.values },
    });
  }

  async *listOpen(subscriptionId: string): AsyncIterable<string> {
    for await (const item of this.table.queryOpen(subscriptionId)) yield pathOf(item);
  }

  commit(commit: BlobCommit): Promise<BlobState | undefined> {
    return new DynamoDbCommit(this.table, commit, this.expiry()).write();
  }

  async getWatermark(subscriptionId: string): Promise<Watermark | undefined> {
    const item = await this.table.get(watermarkKey(subscriptionId));
    return item?.watermarkHour?.S === undefined
      ? undefined
      : { hour: item.watermarkHour.S, lastSweepDay: item.lastSweepDay?.S, resumeAt: item.resumeAt?.S };
  }

  async moveWatermark(subscriptionId: string, expected: Watermark | undefined, next: Watermark): Promise<boolean> {
    const sweepDay = expected?.lastSweepDay;
    const { applied } = await this.table.update({
      key: watermarkKey(subscriptionId),
      set: {
        watermarkHour: text(next.hour),
        ...(next.lastSweepDay === undefined ? {} : { lastSweepDay: text(next.lastSweepDay) }),
        ...(next.resumeAt === undefined ? {} : { resumeAt: text(next.resumeAt) }),
      },
      remove: (['lastSweepDay', 'resumeAt'] as const).filter(name => next[name] === undefined),
      condition: [
        expected === undefined ? 'attribute_not_exists(watermarkHour)' : 'watermarkHour = :hour',
        sweepDay === undefined ? 'attribute_not_exists(lastSweepDay)' : 'lastSweepDay = :sweepDay',
      ].join(' AND '),
      values: {
        ...(expected === undefined ? {} : { hour: text(expected.hour) }),
        ...(sweepDay === undefined ? {} : { sweepDay: text(sweepDay) }),
      },
    });
    return applied;
  }

  async noteNewestEvent(subscriptionId: string, eventTimeMilliseconds: number): Promise<void> {
    await this.table.update({
      key: newestKey(subscriptionId),
      set: { newestEventMilliseconds: number(eventTimeMilliseconds) },
      condition: 'attribute_not_exists(newestEventMilliseconds) OR newestEventMilliseconds < :time',
      values: { time: number(eventTimeMilliseconds) },
    });
  }

  async getNewestEvent(subscriptionId: string): Promise<number | undefined> {
    const item = await this.table.get(newestKey(subscriptionId));
    return item?.newestEventMilliseconds?.N === undefined ? undefined : Number(item.newestEventMilliseconds.N);
  }

  private expiry(): Item {
    const seconds = Math.floor(this.settings.clock.now() / 1000) + this.settings.stateTtlDays * secondsPerDay;
    return { [stateTable.timeToLiveAttribute]: number(seconds) };
  }
}

const pathOf = (item: Item) => (item[stateTable.partitionKey]?.S ?? '').slice(blobKeyPrefix.length);
