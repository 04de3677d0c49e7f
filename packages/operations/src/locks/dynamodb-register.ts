import { randomUUID } from 'node:crypto';
import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { LockRegister } from './lock-register';

/**
 * An item of the pipeline's state table. Its key is none of a blob's, and it carries no attribute of the table's index: the functions never see it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
 */
export function dynamoDbRegister(dynamoDb: DynamoDBClient, tableName: string): LockRegister {
  const key = { [stateTable.partitionKey]: { S: 'lock#operator' } };
  return {
    place: `lock#operator of the table ${tableName}`,
    async read() {
      const { Item } = await dynamoDb.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
      return Item?.text?.S === undefined || Item.version?.S === undefined ? undefined : { text: Item.text.S, version: Item.version.S };
    },
    async write(text, expected) {
      const version = randomUUID();
      const put = new PutItemCommand({
        TableName: tableName,
        Item: { ...key, text: { S: text }, version: { S: version } },
        ...ifVersion(expected),
      });
      return (await isDone(dynamoDb.send(put))) ? version : undefined;
    },
    remove: expected => isDone(dynamoDb.send(new DeleteItemCommand({ TableName: tableName, Key: key, ...ifVersion(expected) }))),
  };
}

function ifVersion(expected: string | undefined) {
  const ExpressionAttributeNames = { '#version': 'version' };
  if (expected === undefined) return { ConditionExpression: 'attribute_not_exists(#version)', ExpressionAttributeNames };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames,
    ExpressionAttributeValues: { ':expected': { S: expected } },
  };
}

async function isDone(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
