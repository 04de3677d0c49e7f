import { type Clock, fullJitterMilliseconds, type Randomness } from '@audit-bridge/backoff';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { BlobStatesError } from './errors';
import { stateTable } from './state-table';

export type Item = Record<string, AttributeValue>;

export interface StateTableSettings {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** One conditional write. Attribute names stand in it as they are: none of ours is a reserved word. */
export interface ItemUpdate {
  readonly key: string;
  readonly set: Item;
  readonly remove?: readonly string[];
  readonly condition: string;
  /** Values of the condition, without their colon. */
  readonly values?: Item;
}

export type UpdateOutcome =
  | { readonly applied: true; readonly item: Item }
  /** The condition did not hold; the item as it is, undefined when there is none. */
  | { readonly applied: false; readonly item: Item | undefined };

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxBatchKeys = 100;
const maxBatchAttempts = 10;
const batchBackoff = { baseMilliseconds: 50, maxMilliseconds: 2_000 };

/** The four requests that the states need, on plain items. Every read is strongly consistent, except that of the index, which cannot be. */
export class DynamoDbStateTable {
  constructor(private readonly settings: StateTableSettings) {}

  async get(key: string): Promise<Item | undefined> {
    const { client, tableName } = this.settings;
    const command = new GetItemCommand({ TableName: tableName, Key: keyOf(key), ConsistentRead: true });
    const { Item } = await this.request('GetItem', () => client.send(command));
    return Item;
  }

  async update({ key, set, remove = [], condition, values = {} }: ItemUpdate): Promise<UpdateOutcome> {
    const assignments = Object.keys(set).map(name => `${name} = :set_${name}`);
    const command = new UpdateItemCommand({
      TableName: this.settings.tableName,
      Key: keyOf(key),
      UpdateExpression: `SET ${assignments.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ...prefixed(':set_', set), ...prefixed(':', values) },
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return this.request('UpdateItem', async () => {
      try {
        const { Attributes = {} } = await this.settings.client.send(command);
        return { applied: true, item: Attributes };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return { applied: false, item: error.Item };
        throw error;
      }
    });
  }

  /** @param keys distinct ones */
  async getMany(keys: readonly string[]): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (let start = 0; start < keys.length; start += maxBatchKeys) {
      items.push(...(await this.getBatch(keys.slice(start, start + maxBatchKeys).map(keyOf))));
    }
    return items;
  }

  async *queryOpen(subscriptionId: string): AsyncIterable<Item> {
    const { client, tableName } = this.settings;
    const { name, partitionKey } = stateTable.openBlobsIndex;
    let from: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: tableName,
        IndexName: name,
        KeyConditionExpression: `${partitionKey} = :subscription`,
        ExpressionAttributeValues: { ':subscription': { S: subscriptionId } },
        ExclusiveStartKey: from,
      });
      const page = await this.request('Query', () => client.send(command));
      yield* page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  /** A batch answers with fewer items when it is too large, or when the table is throttled: the rest is asked for again. */
  private async getBatch(keys: readonly Item[]): Promise<readonly Item[]> {
    const { client, tableName, clock, randomness } = this.settings;
    const items: Item[] = [];
    let open: readonly Item[] = keys;
    for (let attempt = 1; attempt <= maxBatchAttempts; attempt++) {
      const command = new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: [...open], ConsistentRead: true } } });
      const answer: BatchGetItemCommandOutput = await this.request('BatchGetItem', () => client.send(command));
      items.push(...(answer.Responses?.[tableName] ?? []));
      open = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      if (open.length === 0) return items;
      await clock.sleep(fullJitterMilliseconds(attempt, batchBackoff, randomness));
    }
    throw new BlobStatesError(
      `Table ${tableName} left ${open.length} of ${keys.length} keys unread in ${maxBatchAttempts} attempts of BatchGetItem: it is throttled. The next run tries again; if this lasts, look at the table's ReadThrottleEvents.`,
    );
  }

  private async request<T>(action: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (cause) {
      const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      throw new BlobStatesError(`${action} on table ${this.settings.tableName} failed (${reason}).`, { cause });
    }
  }
}

const keyOf = (key: string): Item => ({ [stateTable.partitionKey]: { S: key } });

const prefixed = (prefix: string, values: Item): Item =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
