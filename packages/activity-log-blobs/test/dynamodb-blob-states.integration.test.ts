import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type Moto, startMoto } from '../../local/src/emulators/moto';
import { DynamoDbBlobStates } from '../src/dynamodb-blob-states';
import { defineBlobStatesContract } from './contract/blob-states-contract';
import { createStateTable } from './emulated-table';

describe('DynamoDbBlobStates on moto', () => {
  const day = 86_400_000;
  let moto: Moto;
  let client: DynamoDBClient;
  let tables = 0;

  beforeAll(async () => {
    moto = await startMoto();
    client = new DynamoDBClient({ endpoint: moto.url, region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  }, 180_000);

  afterAll(async () => {
    client.destroy();
    await moto.stop();
  });

  const make = async (sending = client, now = Date.UTC(2026, 10, 21)) => {
    tables += 1;
    const tableName = `state-${tables}`;
    await createStateTable(client, tableName);
    const clock = { ...systemClock, now: () => now };
    return {
      tableName,
      states: new DynamoDbBlobStates({ client: sending, tableName, clock, randomness: systemRandomness, stateTtlDays: 120 }),
    };
  };

  // moto writes its index together with the item.
  defineBlobStatesContract('DynamoDB', async () => ({ ...(await make()), settle: async () => {} }));

  const blob = {
    path: 'resourceId=/SUBSCRIPTIONS/S/y=2026/m=11/d=20/h=10/m=00/PT1H.json',
    lengthBytes: 10,
    etag: 'e',
    createdOn: '2026-11-20T10:00:00.000Z',
  };

  it('lets states expire, a number of days after the last write, and watermarks never', async () => {
    const now = Date.UTC(2026, 10, 21);
    const { states, tableName } = await make(client, now);
    const stored = async (key: string) => (await client.send(new GetItemCommand({ TableName: tableName, Key: { key: { S: key } } }))).Item;
    await states.markSeen(blob, 's');
    expect(await stored(`blob#${blob.path}`)).toMatchObject({ expiresAt: { N: String((now + 120 * day) / 1000) } });
    await states.moveWatermark('s', undefined, { hour: '2026-11-20T10:00:00.000Z', lastSweepDay: undefined });
    await states.noteNewestEvent('s', now);
    expect(await stored('watermark#s')).not.toHaveProperty('expiresAt');
    expect(await stored('newest#s')).not.toHaveProperty('expiresAt');
  });

  it('knows its own commit again when the answer got lost and the request was sent twice', async () => {
    const doubled = new DynamoDBClient({
      endpoint: moto.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    doubled.middlewareStack.add(
      next => async args => {
        if (JSON.stringify(args.input).includes('UpdateExpression')) await next(args);
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const { states } = await make(doubled);
    const commit = { expected: undefined, path: blob.path, createdOn: blob.createdOn, committedOffset: 10, lastLine: undefined };
    const first = await states.commit({ ...commit, complete: undefined });
    expect(first).toMatchObject({ committedOffset: 10 });
    const second = await states.commit({ ...commit, expected: first, committedOffset: 20, complete: { etag: 'e2', lengthBytes: 20 } });
    expect(second).toMatchObject({ committedOffset: 20, completeEtag: 'e2' });
    doubled.destroy();
  });

  it('asks again for the keys that a batch has left unprocessed', async () => {
    const partial = new DynamoDBClient({
      endpoint: moto.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    let requests = 0;
    partial.middlewareStack.add(
      next => async args => {
        const { RequestItems } = args.input as { RequestItems?: Record<string, { Keys: object[] }> };
        const result = await next(args);
        for (const [table, { Keys }] of Object.entries(RequestItems ?? {})) {
          requests += 1;
          if (Keys.length === 1) continue;
          const output = result.output as { Responses: Record<string, object[]>; UnprocessedKeys: object };
          const left = Keys.slice(1);
          const leftKeys = new Set(left.map(key => JSON.stringify(key)));
          output.Responses[table] = (output.Responses[table] ?? []).filter(
            item => !leftKeys.has(JSON.stringify({ key: (item as { key: object }).key })),
          );
          output.UnprocessedKeys = { [table]: { Keys: left } };
        }
        return result;
      },
      { step: 'initialize' },
    );
    const { states } = await make(partial);
    const paths = [1, 2, 3].map(number => `${blob.path}${number}`);
    for (const path of paths) await states.markSeen({ ...blob, path }, 's');
    expect([...(await states.getMany(paths)).keys()].sort()).toEqual(paths);
    expect(requests).toBe(3);
    partial.destroy();
  });
});
