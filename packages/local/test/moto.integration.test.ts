import { CreateTableCommand, DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Moto, startMoto } from '../src/emulators/moto';
import { testCredentials, testRegion } from '../src/emulators/test-account';
import { drainStream } from '../src/security-lake/drain-stream';

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

  it('keeps every record of simultaneous PutRecords: a lost one would be taken for a loss of the pipeline', async () => {
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials };
    const stream = new KinesisClient({ ...settings, requestHandler: new NodeHttpHandler() });
    try {
      await stream.send(new CreateStreamCommand({ StreamName: 'records', ShardCount: 1 }));
      const requests = Array.from({ length: 20 }, (_, sender) =>
        Array.from({ length: 50 }, (__, index) => ({ Data: Buffer.from(`${sender}-${index}`), PartitionKey: String(index) })),
      );
      await Promise.all(requests.map(Records => stream.send(new PutRecordsCommand({ StreamName: 'records', Records }))));
      const kept = (await drainStream(stream, 'records')).map(String);
      expect(new Set(kept)).toEqual(new Set(requests.flat().map(({ Data }) => String(Data))));
      expect(kept).toHaveLength(1_000);
    } finally {
      stream.destroy();
    }
  });

  it('forgets everything on reset', async () => {
    await moto.reset();
    expect((await table.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });
});
