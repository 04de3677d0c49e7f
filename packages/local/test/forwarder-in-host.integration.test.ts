import type { ActivityLogForwarderEnvironment } from '@audit-bridge/activity-log-forwarder/environment';
import { bundleFunctions } from '@audit-bridge/bundling';
import { type KinesisProxy, startKinesisProxy } from '@audit-bridge/record-stream/test/fakes/kinesis-proxy';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { EventHubProducerClient } from '@azure/event-hubs';
import type { ContainerClient } from '@azure/storage-blob';
import { startAzurite } from '../src/emulators/azurite';
import { connectToAzurite } from '../src/emulators/azurite-client';
import { createCertificate } from '../src/emulators/certificate';
import { type EventHubs, startEventHubs } from '../src/emulators/event-hubs';
import { type FaultProxy, startFaultProxy } from '../src/emulators/fault-proxy';
import { type CheckpointStore, type FunctionsHost, memoryCheckpoints, startFunctionsHost } from '../src/emulators/functions-host';
import { type ManagedIdentity, startManagedIdentity } from '../src/emulators/managed-identity';
import { startMoto } from '../src/emulators/moto';
import { resourceManagerAudience, startResourceManager } from '../src/emulators/resource-manager/resource-manager';
import { managementGroupRoutes } from '../src/emulators/resource-manager/routes/management-groups';
import { type Subscription, subscriptionRoutes } from '../src/emulators/resource-manager/routes/subscriptions';
import { Running } from '../src/emulators/running';
import { type StsAssumeRole, startStsAssumeRole } from '../src/emulators/sts-assume-role';
import { testRegion } from '../src/emulators/test-account';
import { drainStream } from '../src/security-lake/drain-stream';
import { connectToKinesis, createStream, streamName } from '../src/security-lake/resources';

const subscriptionId = '5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70';
const roleArn = 'arn:aws:iam::123456789012:role/activity-log-forwarder';
const eventHubName = 'activity-log';
const consumerGroup = 'audit-bridge';

describe('the bundled forwarder in the Functions host', () => {
  const running = new Running();
  const hubClients = new Running();
  let hubs: EventHubs;
  let identity: ManagedIdentity;
  let sts: StsAssumeRole;
  let kinesisProxy: KinesisProxy;
  let storageProxy: FaultProxy;
  let kinesis: KinesisClient;
  let parking: ContainerClient;
  let producer: EventHubProducerClient;
  let host: FunctionsHost;
  const failures: string[] = [];
  const traces: string[] = [];
  const subscriptions: Subscription[] = [{ id: subscriptionId, displayName: 'Ours' }];
  let mayReadGroup = true;
  const checkpoints: CheckpointStore = memoryCheckpoints();
  const checkpointKey = { eventHubName, consumerGroup, partitionId: '0' };

  beforeAll(async () => {
    const certificate = await running.add(createCertificate());
    const [moto, azurite, artifacts] = await Promise.all([
      running.add(startMoto()),
      running.add(startAzurite({ certificate })),
      bundleFunctions({ names: ['activity-log-forwarder'] }),
    ]);
    hubs = await startEventHubs({ eventHubs: { [eventHubName]: { partitionCount: 2, consumerGroups: [consumerGroup] } } });
    identity = await running.add(startManagedIdentity());
    const { issuer, publicKey, tokenAudience, objectId } = identity;
    sts = await running.add(
      startStsAssumeRole({
        provider: { issuer, publicKey, audiences: [tokenAudience] },
        roles: [{ arn: roleArn, audience: tokenAudience, subject: objectId }],
      }),
    );
    const manager = await running.add(
      startResourceManager({
        certificate,
        tokens: { issuer, publicKey, clientIds: [identity.clientId] },
        routes: [
          ...subscriptionRoutes({ tenantId: identity.tenantId, subscriptions }),
          ...managementGroupRoutes([{ id: identity.tenantId, mayBeRead: () => mayReadGroup }]),
        ],
      }),
    );
    kinesisProxy = await running.add(startKinesisProxy(moto.url));
    storageProxy = await running.add(startFaultProxy({ target: new URL(azurite.accountUrl).origin, certificate }));
    kinesis = connectToKinesis(moto.url);
    parking = connectToAzurite(azurite, certificate).getContainerClient('parked-records');
    await Promise.all([createStream(kinesis), parking.create()]);

    const variables: ActivityLogForwarderEnvironment = {
      EVENT_HUB_NAME: eventHubName,
      EVENT_HUB_CONSUMER_GROUP: consumerGroup,
      PARKED_RECORDS_SCHEDULE: '0 */5 * * * *',
      SUBSCRIPTION_IDS: subscriptionId,
      STREAM_NAME: streamName,
      AWS_REGION: testRegion,
      AWS_ROLE_ARN: roleArn,
      TOKEN_AUDIENCE: tokenAudience,
      AZURE_CLIENT_ID: identity.clientId,
      PARKING_CONTAINER_URL: `${storageProxy.url}/devstoreaccount1/parked-records`,
      MAX_CONCURRENT_REQUESTS: '4',
      DELIVERY_TIMEOUT_SECONDS: '1',
      MANAGEMENT_GROUP_ID: identity.tenantId,
      COVERAGE_SCHEDULE: '0 23 */6 * * *',
      TENANT_ID: identity.tenantId,
      RESOURCE_MANAGER_URL: manager.url,
      RESOURCE_MANAGER_AUDIENCE: resourceManagerAudience,
    };
    host = await hubClients.add(
      startFunctionsHost({
        zipPath: artifacts['activity-log-forwarder']?.path ?? '',
        environment: {
          ...variables,
          ...identity.variables,
          EVENT_HUB: hubs.connectionString,
          AWS_ENDPOINT_URL_STS: sts.url,
          AWS_ENDPOINT_URL_KINESIS: kinesisProxy.url,
          NODE_EXTRA_CA_CERTS: certificate.certificatePath,
        },
        checkpoints,
        delayFactor: 0.01,
        sequenceNumberShape: 'long',
        onLog: ({ category, message }) => (category === 'system' ? failures : traces).push(message),
      }),
    );
    producer = new EventHubProducerClient(hubs.connectionString, eventHubName);
    hubClients.add(Promise.resolve({ stop: () => producer.close() }));
  }, 180_000);
  afterAll(async () => {
    kinesis?.destroy();
    await hubClients.stop();
    await Promise.all([hubs?.stop(), running.stop()]);
  });

  let records = 0;
  /** Nothing of it survives a parser and a printer: a number beyond 2^53, a repeated key, a space, a fraction's zero. */
  const record = () =>
    `{"time": "2026-03-01T10:00:00.1234567Z","resourceId":"/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/x","n":1234567890123456${records++},"n":1.10}`;

  const send = async (some: readonly string[]) =>
    producer.sendBatch([{ body: Buffer.from(`{"records":[${some.join(' ,\n')}]}`) }], { partitionId: '0' });
  const arrived = async () => (await drainStream(kinesis, streamName)).map(bytes => bytes.toString());
  const checkpoint = async () => (await checkpoints.read(checkpointKey))?.sequenceNumber ?? -1;

  async function blobNames(prefix: string): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { name } of parking.listBlobsFlat({ prefix })) names.push(name);
    return names;
  }

  const kinesisIsDown = () =>
    kinesisProxy.faults.push(...Array.from({ length: 1_000 }, () => ({ kind: 'error', status: 500, code: 'InternalFailure' }) as const));
  const kinesisIsUp = () => kinesisProxy.faults.splice(0);

  it('carries each record into the stream byte for byte, with an identity and a session and no key', async () => {
    const sent = [record(), record(), record()];
    await send(sent);
    await host.drained();
    expect((await arrived()).sort()).toEqual([...sent].sort());
    expect(sts.sessionsIssued()).toBe(1);
    expect(await blobNames('undelivered/')).toEqual([]);
    expect(await blobNames('sequence-numbers/')).toHaveLength(1);
  });

  it('parks what Kinesis does not take, and sends it on by the timer', async () => {
    kinesisIsDown();
    const sent = [record(), record()];
    await send(sent);
    await host.drained();
    expect(await blobNames('undelivered/')).toHaveLength(1);
    kinesisIsUp();
    await host.runTimer('forward-parked-records');
    expect(await arrived()).toEqual(expect.arrayContaining(sent));
    expect(await blobNames('undelivered/')).toEqual([]);
  });

  it('keeps the checkpoint while it can neither send nor park, and loses nothing', async () => {
    const before = await checkpoint();
    kinesisIsDown();
    storageProxy.chooseFault = () => ({ kind: 'refuse', status: 403, headers: { 'x-ms-error-code': 'AuthorizationPermissionMismatch' } });
    const sent = [record(), record()];
    await send(sent);
    while (failures.filter(message => message.includes('RecordsNotParkedError')).length < 2) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(await checkpoint()).toBe(before);
    kinesisIsUp();
    storageProxy.chooseFault = undefined;
    await host.drained();
    expect(await checkpoint()).toBe(before + 1);
    expect(await arrived()).toEqual(expect.arrayContaining(sent));
    expect(await blobNames('undelivered/')).toEqual([]);
  });

  it('keeps what is refused for good, with its bytes', async () => {
    const foreign = record().replace(subscriptionId.toUpperCase(), '00000000-0000-4000-8000-000000000000');
    await send([foreign, '"text"']);
    await host.drained();
    expect(await blobNames('refused/UnknownSubscription/')).toHaveLength(1);
    expect(await blobNames('refused/NotAnObject/')).toHaveLength(1);
    const [name = ''] = await blobNames('refused/UnknownSubscription/');
    const [line = ''] = (await parking.getBlobClient(name).downloadToBuffer()).toString().split('\n');
    expect(JSON.stringify(JSON.parse(line))).toContain(Buffer.from(foreign).toString('base64'));
    expect(await arrived()).not.toContain(foreign);
  });

  const told = (metric: string) =>
    traces.filter(line => line.includes('"metrics"') && line.includes(metric)).map(line => JSON.parse(line).metrics);

  it('tells which subscriptions nobody collects from, with the identity that it has', async () => {
    const planted = '7b2d4c8e-0000-4000-8000-2b3c4d5e6f70';
    subscriptions.push({ id: planted, displayName: 'Secret project' });
    await host.runTimer('look-for-subscriptions');
    expect(told('UncoveredSubscriptions')).toEqual([{ CoverageChecks: 1, UncoveredSubscriptions: 1 }]);
    expect(traces.filter(line => line.includes(planted))).toHaveLength(1);
    expect(traces.join('\n')).not.toContain('Secret project');
  });

  it('calls nothing covered without the right at the management group', async () => {
    mayReadGroup = false;
    await expect(host.runTimer('look-for-subscriptions')).rejects.toMatchObject({ message: expect.stringContaining('subscriptions/read') });
    expect(told('CoverageChecks').at(-1)).toEqual({ CoverageChecks: 0 });
  });
});
