import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parseEnvironment } from '@audit-bridge/config';
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
import type { RestApi } from '@audit-bridge/operations/clouds/rest-api';
import { feedCommand } from '@audit-bridge/operations/feed/feed-command';
import { redriveCommand } from '@audit-bridge/operations/redrive/redrive-command';
import { replayCommand } from '@audit-bridge/operations/replay/replay-command';
import type { ParkedRecord } from '@audit-bridge/parked-records';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';
import { CreateStreamCommand, GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { EventHubProducerClient } from '@azure/event-hubs';
import type { ContainerClient } from '@azure/storage-blob';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { RecordedContext } from '../../../packages/operations/test/recorded-context';
import { lakesSuite } from '../lakes-suite';

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
    const certificate: Certificate = await createCertificate();
    running.add(Promise.resolve({ stop: () => certificate.remove() }));
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

  /** Nobody agrees; each subscription is one of the tenant's. */
  function run<Options extends object>(command: BridgeCommand<Options>, options: Options, pipeline = 'security-lake'): Promise<number> {
    const context = new RecordedContext();
    context.agrees = false;
    lines = context.lines;
    const resourceManager = { get: async () => ({ tenantId: subscriptionId }) } as unknown as RestApi;
    const azure = {
      ...azureConnections(environment),
      parkingContainer: () => parking,
      activityLogContainer: () => activityLog,
      eventHub: () => new EventHubProducerClient(hubs.connectionString, names.eventHub),
      resourceManager: () => resourceManager,
    };
    return command.run({ ...context, environment, pipeline, clouds: { aws: awsConnections({ region: testRegion }), azure } }, options);
  }

  const all = { 'dry-run': false, limit: Number.POSITIVE_INFINITY, reason: undefined, yes: false };
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

    expect(await run(replayCommand, { ...all, from: 'refused' })).toBe(2);
    expect(await keys()).toHaveLength(2);
    // The one whose bytes are not what the job has seen stays, and the exit code says so.
    expect(await run(replayCommand, { ...all, from: 'refused', reason: 'UnusableTime', yes: true })).toBe(1);
    expect(lines.join('\n')).toContain('has another hash than the job gave it');
    expect(await keys()).toEqual(['refused/UnusableTime/q-1-0.jsonl.gz']);
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName: names.kinesisStream, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual([raw]);
    expect(await run(replayCommand, { ...all, from: 'routed' })).toBe(0);
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

  lakesSuite(() => ({ motoUrl: moto.url, azure: { activityLogContainer: () => activityLog, parkingContainer: () => parking } }));
});
