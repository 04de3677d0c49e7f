import { CreateTableCommand, DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Moto, startMoto } from '../src/emulators/moto';
import { testCredentials, testRegion } from '../src/emulators/test-account';

describe('startMoto', () => {
  let moto: Moto;
  let table: DynamoDBClient;

  beforeAll(async () => {
    moto = await startMoto({ report: line => process.stderr.write(`${line}\n`) });
    table = new DynamoDBClient({ endpoint: moto.url, region: testRegion, credentials: testCredentials });
  }, 300_000);
  afterAll(async () => {
    table.destroy();
    await moto.stop();
  });

  beforeEach(async () => {
    await table.send(
      new CreateTableCommand({
        TableName: 'states',
        KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  });
  afterEach(() => moto.reset());

  it('lets exactly one of many simultaneous conditional writes win', async () => {
    for (let round = 0; round < 10; round++) {
      const attempts = Array.from({ length: 10 }, (_, writer) =>
        table
          .send(
            new PutItemCommand({
              TableName: 'states',
              Item: { key: { S: `blob ${round}` }, writer: { N: String(writer) } },
              ConditionExpression: 'attribute_not_exists(#key)',
              ExpressionAttributeNames: { '#key': 'key' },
            }),
          )
          .then(
            () => 'won',
            error => error.name,
          ),
      );
      const outcomes = await Promise.all(attempts);
      expect(outcomes.filter(outcome => outcome === 'won')).toHaveLength(1);
      expect(outcomes.filter(outcome => outcome === 'ConditionalCheckFailedException')).toHaveLength(9);
    }
  });

  it('forgets everything on reset', async () => {
    await moto.reset();
    expect((await table.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });
});
