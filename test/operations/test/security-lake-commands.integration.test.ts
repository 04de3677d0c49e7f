import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { gzipSync } from 'node:zlib';
import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import type { RestApi } from '@audit-bridge/azure-rest-api/rest-api';
import { type Environment, parseEnvironment } from '@audit-bridge/config';
import { startAzurite } from '@audit-bridge/local/emulators/azurite';
import { connectToAzurite } from '@audit-bridge/local/emulators/azurite-client';
import { type Certificate, createCertificate } from '@audit-bridge/local/emulators/certificate';
import { type EventHubs, startEventHubs } from '@audit-bridge/local/emulators/event-hubs';
import { type Moto, startMoto } from '@audit-bridge/local/emulators/moto';
import { Running } from '@audit-bridge/local/emulators/running';
import { testAccountId, testCredentials, testRegion } from '@audit-bridge/local/emulators/test-account';
import { Names, operatedNames } from '@audit-bridge/naming';
import type { BridgeCommand } from '@audit-bridge/operations/bridge-command';
import { awsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import { azureConnections } from '@audit-bridge/operations/clouds/azure-connections';
import type { CloudConnections } from '@audit-bridge/operations/clouds/cloud-connections';
import { fedRegisterOf } from '@audit-bridge/operations/fed/fed-register-of';
import { feedCommand } from '@audit-bridge/operations/feed/feed-command';
import { takeLock } from '@audit-bridge/operations/locks/held-lock';
import { lockPlaces } from '@audit-bridge/operations/locks/lock-places';
import { explainProblem } from '@audit-bridge/operations/problems/explain-problem';
import { redriveCommand } from '@audit-bridge/operations/redrive/redrive-command';
import { replayCommand } from '@audit-bridge/operations/replay/replay-command';
import type { ParkedRecord } from '@audit-bridge/parked-records';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { CreateStreamCommand, GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { EventHubProducerClient } from '@azure/event-hubs';
import type { ContainerClient } from '@azure/storage-blob';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { RecordedContext } from '../../../packages/operations/test/recorded-context';
import { lakesSuite } from '../lakes-suite';
import { locksSuite } from '../locks-suite';

const subscriptionId = '33333333-3333-4333-8333-333333333333';
const environment = parseEnvironment({
  ...sandbox,
  aws: { accountId: testAccountId, region: testRegion },
  azure: { ...sandbox.azure, tenantId: subscriptionId, subscriptionId, subscriptionIds: [subscriptionId] },
});
const names = operatedNames(Names.ofEnvironment(environment));

describe('bridge for security-lake, on emulators', () => {
  const running = new Running();
  const variables = { ...process.env };
  let parking: ContainerClient;
  let activityLog: ContainerClient;
  let hubs: EventHubs;
  let moto: Moto;
  let lines: readonly string[];

  beforeAll(async () => {
    const certificate: Certificate = await running.add(createCertificate());
    const [azurite, startedHubs, startedMoto] = await Promise.all([
      running.add(startAzurite({ certificate })),
      running.add(startEventHubs({ eventHubs: { [names.eventHub]: { partitionCount: 2 } } })),
      running.add(startMoto()),
    ]);
    hubs = startedHubs;
    moto = startedMoto;
    const account = connectToAzurite(azurite, certificate);
    parking = account.getContainerClient(names.parkingContainer);
    activityLog = account.getContainerClient(names.activityLogContainer);
    await Promise.all([parking.create(), activityLog.create()]);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: testCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: testCredentials.secretAccessKey,
      AWS_SESSION_TOKEN: testCredentials.sessionToken,
    });
  }, 180_000);

  afterAll(async () => {
    process.env = variables;
    await running.stop();
  });

  function clouds(): { readonly environment: Environment; readonly clouds: CloudConnections } {
    const azure = {
      ...azureConnections(environment),
      parkingContainer: () => parking,
      activityLogContainer: () => activityLog,
      eventHub: () => new EventHubProducerClient(hubs.connectionString, names.eventHub),
      // Each subscription is one of the tenant's.
      resourceManager: () => ({ get: async () => ({ tenantId: subscriptionId }) }) as unknown as RestApi,
    };
    return { environment, clouds: { aws: awsConnections({ region: testRegion }), azure } };
  }

  /** Nobody agrees. */
  function run<Options extends object>(command: BridgeCommand<Options>, options: Options, pipeline = 'security-lake'): Promise<number> {
    const context = new RecordedContext();
    context.agrees = false;
    lines = context.lines;
    return command.run({ ...context, ...clouds(), pipeline }, options);
  }

  const all = { 'dry-run': false, limit: Number.POSITIVE_INFINITY, reason: undefined, yes: false };
  const quarantined = { ...all, from: undefined, to: undefined, last: undefined };
  const sample = { seed: 5, hours: 1, unmappable: 0.01, yes: false };

  it('redrives parked records: lists them by reason, asks, and puts them where the forwarder looks', async () => {
    const place = new AzureParkingPlace(parking);
    const record: ParkedRecord = {
      reason: 'UnknownSubscription',
      message: 'The record is about a subscription that is not configured.',
      partitionId: '1',
      offset: '4096',
      sequenceNumber: 17,
      enqueuedAt: '2026-11-20T10:00:00.000Z',
      position: 2,
      bytes: Buffer.from('{"a" : 1.10}'),
    };
    await place.put([record, { ...record, reason: 'TooDeep', position: 3 }]);
    const undelivered = async () => {
      const found: ParkedRecord[] = [];
      for await (const { name } of place.list('undelivered/')) found.push(...((await place.read(name)) ?? []));
      return found;
    };

    expect(await run(redriveCommand, { ...all })).toBe(2);
    expect(lines.join('\n')).toContain('UnknownSubscription: 1 blobs');
    expect(lines.at(-1)).toContain('Nothing was done.');
    expect(await run(redriveCommand, { ...all, 'dry-run': true })).toBe(0);
    expect(await undelivered()).toEqual([]);

    expect(await run(redriveCommand, { ...all, reason: ['UnknownSubscription'], yes: true })).toBe(0);
    expect(await undelivered()).toMatchObject([
      { reason: 'Undelivered', sequenceNumber: 17, position: 2, redrives: 1, bytes: record.bytes },
    ]);
    expect(await run(redriveCommand, { ...all, reason: ['UnknownSubscription'] })).toBe(0);
    expect(lines.at(-1)).toContain('nothing refused for UnknownSubscription is parked');
  }, 60_000);

  it('refuses what another command has under way, and gives its own lock back', async () => {
    await parking.getBlockBlobClient('refused/TooDeep/one').upload('', 0);
    const other = await takeLock(lockPlaces['parked-records'].register(clouds()), { purpose: 'bridge redrive', unlock: 'bridge unlock' });
    await expect(run(redriveCommand, { ...all, yes: true })).rejects.toThrow(/runs 'bridge redrive' since .*Nothing was done/s);
    await other.release();
    await run(redriveCommand, { ...all, yes: true });
    expect(await lockPlaces['parked-records'].register(clouds()).read()).toBeUndefined();
  }, 60_000);

  async function streamed(): Promise<readonly string[]> {
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials, requestHandler: new NodeHttpHandler() };
    const kinesis = new KinesisClient(settings);
    const begin = { StreamName: names.kinesisStream, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' } as const;
    const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(begin));
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(({ Data }) => Buffer.from(Data ?? []).toString());
  }

  it('tells a right that is missing from a key that is none', async () => {
    const iamOf = (accessKeyId = '', secretAccessKey = '') =>
      new IAMClient({ endpoint: moto.url, region: testRegion, credentials: { accessKeyId, secretAccessKey } });
    const root = iamOf(testCredentials.accessKeyId, testCredentials.secretAccessKey);
    await root.send(new CreateUserCommand({ UserName: 'ana' }));
    const { AccessKey } = await root.send(new CreateAccessKeyCommand({ UserName: 'ana' }));
    const explain = async (iam: IAMClient) => {
      const refused: unknown = await iam.send(new ListUsersCommand({})).catch((error: unknown) => error);
      return explainProblem(refused, { environment, variables: {} })?.message;
    };
    // moto answers everybody, until it is told to check after so many requests: https://docs.getmoto.org/en/latest/docs/iam.html
    const checkAfter = (requests: number) => fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: String(requests) });
    await checkAfter(0);
    const answers = [await explain(iamOf(AccessKey?.AccessKeyId, AccessKey?.SecretAccessKey)), await explain(iamOf('AKIAUNKNOWN', 'none'))];
    await checkAfter(Number.POSITIVE_INFINITY);
    expect(answers).toEqual([
      expect.stringMatching(
        /^arn:aws:iam::123456789012:user\/ana may not iam:ListUsers.*Ask whoever administers the account 123456789012 for this right/,
      ),
      expect.stringMatching(/^AWS does not know these credentials \(InvalidClientTokenId\)\. Sign in to the account 123456789012/),
    ]);
  });

  it('replays the quarantine: each record goes back onto the stream as it came, then its object is deleted', async () => {
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials };
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const kinesis = new KinesisClient({ ...settings, requestHandler: new NodeHttpHandler() });
    const Bucket = names.quarantineBucket;
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
    await kinesis.send(new CreateStreamCommand({ StreamName: names.kinesisStream, ShardCount: 1 }));
    const raw = '{"time":"2026-13-01","n":12345678901234567890}';
    const line = { reason: 'UnusableTime', category: null, sha256: createHash('sha256').update(raw).digest('hex'), raw };
    const put = (Key: string, text: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: gzipSync(text) }));
    await put('refused/UnusableTime/q-0-0.jsonl.gz', `${JSON.stringify(line)}\n`);
    await put('refused/UnusableTime/q-1-0.jsonl.gz', `${JSON.stringify({ ...line, raw: '{"forged":true}' })}\n`);
    const keys = async () => ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);

    expect(await run(replayCommand, { ...quarantined, source: 'refused' })).toBe(2);
    expect(await keys()).toHaveLength(2);
    // The one whose bytes are not what the job has seen stays, and the exit code says so.
    expect(await run(replayCommand, { ...quarantined, source: 'refused', reason: 'UnusableTime', yes: true })).toBe(1);
    expect(lines.join('\n')).toContain('has another hash than the job gave it');
    expect(await keys()).toEqual(['refused/UnusableTime/q-1-0.jsonl.gz']);
    expect(await streamed()).toEqual([raw]);
    expect(await run(replayCommand, { ...quarantined, source: 'routed' })).toBe(0);
    expect(lines.join('\n')).toContain('0 objects');
  }, 60_000);

  it("feeds a sandbox's hub with messages as Azure Monitor sends them", async () => {
    expect(await run(feedCommand, { ...sample, count: 300 })).toBe(2);
    expect(await run(feedCommand, { ...sample, count: 300, seed: 5, yes: true })).toBe(0);
    expect(lines.at(-1)).toBe('300 of 300 records sent.');
    const bodies = hubs
      .eventHub(names.eventHub)
      .partitions.flatMap(({ messages }) => messages.map(({ body }) => Buffer.from(body).toString()));
    for (const body of bodies) expect(body.startsWith('{"records":[')).toBe(true);
    const records = bodies.flatMap(body => {
      try {
        return (JSON.parse(body) as { records: unknown[] }).records;
      } catch {
        return [undefined];
      }
    });
    expect(records.length).toBeGreaterThanOrEqual(300);
    // Written down before, and confirmed: what the hub has, byte for byte.
    const register = fedRegisterOf(clouds());
    const written: string[] = [];
    for await (const entry of register.list()) {
      expect(entry).toMatchObject({ by: 'feed', confirmedAt: expect.any(Date) });
      written.push(...(await register.read(entry)).map(({ bytes }) => bytes.toString()));
    }
    expect(written.sort()).toEqual(bodies.sort());
  }, 60_000);

  it("feeds a sandbox's container with blobs as Azure Monitor writes them", async () => {
    expect(await run(feedCommand, { ...sample, count: 200, seed: 5, unmappable: 0, yes: true }, 'cloudtrail-lake')).toBe(0);
    let count = 0;
    for await (const { name } of activityLog.listBlobsFlat()) {
      expect(name).toMatch(/^resourceId=\/SUBSCRIPTIONS\/33333333-.*\/PT1H\.json$/);
      count += (await activityLog.getBlobClient(name).downloadToBuffer()).toString().split('\n').length - 1;
    }
    expect(count).toBe(200);
  }, 60_000);

  it('replays what the blobs hold of a time, and what the stream took, with the same bytes', async () => {
    const before = await streamed();
    const ofDay = { ...quarantined, last: '24h' };
    expect(await run(replayCommand, { ...ofDay, source: 'blobs' })).toBe(2);
    expect(await run(replayCommand, { ...ofDay, source: 'blobs', yes: true })).toBe(0);
    const sent = (await streamed()).slice(before.length);
    const fed: string[] = [];
    for await (const { name } of activityLog.listBlobsFlat()) {
      fed.push(...(await activityLog.getBlobClient(name).downloadToBuffer()).toString().trimEnd().split('\n'));
    }
    expect(fed.length).toBeGreaterThan(50);
    expect([...new Set(sent)].sort()).toEqual([...new Set(fed)].sort());

    const inStream = await streamed();
    expect(await run(replayCommand, { ...quarantined, last: '30m', source: 'stream', 'dry-run': true })).toBe(0);
    expect(lines.at(-1)).toBe(`${inStream.length} records would be sent once more.`);
    expect(await run(replayCommand, { ...quarantined, last: '30m', source: 'stream', yes: true })).toBe(0);
    expect(await streamed()).toEqual([...inStream, ...inStream]);
  }, 60_000);

  locksSuite(async () => {
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials };
    // S3 puts two writes of one key one behind the other; moto looks and writes in two steps, so that one connection has to do it.
    const requestHandler = new NodeHttpHandler({ httpAgent: new Agent({ keepAlive: true, maxSockets: 1 }) });
    const stores = {
      dynamoDb: new DynamoDBClient(settings),
      s3: new S3Client({ ...settings, requestHandler, forcePathStyle: true }),
      container: parking,
    };
    const places = { stateTable: names.stateTable, bucket: `${names.quarantineBucket}-locks`, accountId: testAccountId };
    await stores.s3.send(new CreateBucketCommand({ Bucket: places.bucket, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
    const { partitionKey } = stateTable;
    await stores.dynamoDb.send(
      new CreateTableCommand({
        TableName: places.stateTable,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
      }),
    );
    return { ...stores, ...places };
  });

  lakesSuite(() => ({ motoUrl: moto.url, azure: { activityLogContainer: () => activityLog, parkingContainer: () => parking } }));
});
