import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandOutput,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { type Caller, callAsSdk } from '../simulator/call';
import type { Item } from './dynamodb-expressions';
import type { ItemTable } from './item-table';
import { $metadata, UnknownCommandError } from './sdk-answers';

/** Small, so that the index changes between the pages of one query. */
const keysPerPage = 4;
const keyName = 'key';
const blobKeyPrefix = 'blob#';

/** A DynamoDB client whose requests reach an `ItemTable`: the code that speaks to DynamoDB runs as it is. */
export function simulatedDynamoDb(table: ItemTable, caller: Caller): DynamoDBClient {
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof GetItemCommand) return getItem(command);
    if (command instanceof BatchGetItemCommand) return batchGetItem(command);
    if (command instanceof UpdateItemCommand) return updateItem(command);
    if (command instanceof QueryCommand) return query(command);
    throw new UnknownCommandError(command);
  };

  const getItem = ({ input }: GetItemCommand): Promise<GetItemCommandOutput> => {
    const key = keyOf(input.Key);
    return callAsSdk(caller, {
      operation: `table get ${label(key)}`,
      about: about(key),
      apply: () => ({ Item: table.get(key), $metadata }),
      describe: ({ Item }) => summary(Item),
    });
  };

  const batchGetItem = ({ input }: BatchGetItemCommand): Promise<BatchGetItemCommandOutput> =>
    callAsSdk(caller, {
      operation: 'table get many',
      apply: () => {
        const [[name, { Keys = [] }] = ['', { Keys: [] }]] = Object.entries(input.RequestItems ?? {});
        const unprocessed = Keys.filter(() => caller.entryFails());
        const found = Keys.map(key => (unprocessed.includes(key) ? undefined : table.get(keyOf(key)))).filter(item => item !== undefined);
        return {
          Responses: { [name]: found },
          UnprocessedKeys: unprocessed.length > 0 ? { [name]: { Keys: unprocessed } } : {},
          $metadata,
        };
      },
      describe: ({ Responses }) => `${Object.values(Responses ?? {}).flat().length} items`,
    });

  const updateItem = async ({ input }: UpdateItemCommand): Promise<UpdateItemCommandOutput> => {
    const key = keyOf(input.Key);
    const result = await callAsSdk(caller, {
      operation: `table update ${label(key)}`,
      about: about(key),
      apply: () =>
        table.update(key, {
          expression: input.UpdateExpression ?? '',
          condition: input.ConditionExpression,
          values: input.ExpressionAttributeValues ?? {},
        }),
      describe: ({ applied, item }) => `${applied ? '' : 'refused, stands at '}${summary(item)}`,
    });
    if (!result.applied)
      throw new ConditionalCheckFailedException({ message: 'The conditional request failed', Item: result.item, $metadata });
    return { Attributes: result.item, $metadata };
  };

  const query = ({ input }: QueryCommand): Promise<QueryCommandOutput> =>
    callAsSdk(caller, {
      operation: 'table query open blobs',
      apply: () => {
        const partition = input.ExpressionAttributeValues?.[':subscription']?.S ?? '';
        const keys = table.indexPage(partition, input.ExclusiveStartKey?.[keyName]?.S ?? '', keysPerPage);
        const items = keys.map((key): Item => ({ [keyName]: { S: key } }));
        return { Items: items, LastEvaluatedKey: keys.length === keysPerPage ? items.at(-1) : undefined, $metadata };
      },
      describe: ({ Items }) => `${Items?.length ?? 0} open`,
    });

  // Our code uses `send` alone.
  return { send } as unknown as DynamoDBClient;
}

const keyOf = (key: Item | undefined): string => key?.[keyName]?.S ?? '';
const label = (key: string) => key.split('#', 1)[0] ?? '';
const about = (key: string) => (key.startsWith(blobKeyPrefix) ? key.slice(blobKeyPrefix.length) : undefined);

function summary(item: Item | undefined): string {
  if (item === undefined) return 'nothing';
  const values = Object.entries(item).filter(([name]) => !/^(key|expiresAt|commitId|.*Sha256|openSubscription)$/.test(name));
  return values.map(([name, value]) => `${name}=${value.S ?? value.N}`).join(' ') + (item.openSubscription ? ' (open)' : '');
}
