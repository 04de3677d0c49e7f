import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { stateTable } from '../src/state-table';

/** Creates the state table in the shape that the construct gives it. */
export async function createStateTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { partitionKey, openBlobsIndex } = stateTable;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partitionKey, openBlobsIndex.partitionKey].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: openBlobsIndex.name,
          KeySchema: [
            { AttributeName: openBlobsIndex.partitionKey, KeyType: 'HASH' },
            { AttributeName: openBlobsIndex.sortKey, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
}
