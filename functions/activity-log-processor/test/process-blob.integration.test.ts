import type { BlobCommit } from '@audit-bridge/activity-log-blobs';
import { AzureBlobContainer } from '@audit-bridge/activity-log-blobs/azure-blob-container';
import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { SqsHintQueue } from '@audit-bridge/activity-log-blobs/sqs-hint-queue';
import { systemClock, systemRandomness, turnOfTheEventLoop } from '@audit-bridge/backoff';
import { readFailedRecords, readFailedRecordsPointer, S3FailurePlace } from '@audit-bridge/failed-events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ContainerClient } from '@azure/storage-blob';
import { createStateTable } from '../../../packages/activity-log-blobs/test/emulated-table';
import { type Azurite, startAzurite } from '../../../packages/local/src/emulators/azurite';
import { connectToAzurite } from '../../../packages/local/src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../../../packages/local/src/emulators/certificate';
import { type CloudTrailData, startCloudTrailData } from '../../../packages/local/src/emulators/cloudtrail-data';
import { type Moto, startMoto } from '../../../packages/local/src/emulators/moto';
import { testCredentials, testRegion } from '../../../packages/local/src/emulators/test-account';
import type { ProcessorPorts } from '../src/blob-run';
import { CloudTrailLakeEvents } from '../src/cloudtrail-lake-events';
import { processBlob } from '../src/process-blob';
import { noCounts } from '../src/processing-counts';
import { lines, numbers, path, record, subscriptionId } from './fakes/simulated-run';

describe('processBlob on the emulators', () => {
  let certificate: Certificate;
  let azurite: Azurite;
  let moto: Moto;
  let server: CloudTrailData;
  let dynamo: DynamoDBClient;
  let s3: S3Client;
  let sqs: SQSClient;
  let worlds = 0;

  beforeAll(async () => {
    certificate = await createCertificate();
    [azurite, moto, server] = await Promise.all([startAzurite({ certificate }), startMoto(), startCloudTrailData()]);
    const client = { endpoint: moto.url, region: testRegion, credentials: testCredentials };
    dynamo = new DynamoDBClient(client);
    s3 = new S3Client({ ...client, forcePathStyle: true });
    sqs = new SQSClient(client);
  }, 180_000);

  afterAll(async () => {
    for (const client of [dynamo, s3, sqs]) client.destroy();
    await Promise.all([azurite.stop(), moto.stop(), server.stop()]);
    await certificate.stop();
  });

  beforeEach(() => {
    server.ledger.clear();
    server.chooseFault = undefined;
    server.latencyMilliseconds = 0;
  });

  /** A pipeline of its own: container, state table, queues and bucket. */
  async function makeWorld() {
    const name = `world-${++worlds}`;
    const blobs = connectToAzurite(azurite, certificate).getContainerClient(name);
    await blobs.create();
    await createStateTable(dynamo, name);
    await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
    const failedEvents = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-failed-events` }));
    const hintQueue = await sqs.send(new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes: { FifoQueue: 'true' } }));
    const time = { clock: systemClock, randomness: systemRandomness };
    const queueUrl = failedEvents.QueueUrl ?? '';
    const ports: ProcessorPorts = {
      ...time,
      container: new AzureBlobContainer({ client: blobs, ...time }),
      states: new DynamoDbBlobStates({ client: dynamo, tableName: name, stateTtlDays: 120, ...time }),
      hints: new SqsHintQueue({ client: sqs, queueUrl: hintQueue.QueueUrl ?? '', ...time }),
      events: new CloudTrailLakeEvents({
        channelArn: server.channelArn,
        region: testRegion,
        endpointUrl: server.url,
        maxConcurrentRequests: 4,
        credentials: testCredentials,
      }),
      failures: new S3FailurePlace({ s3, sqs, bucket: name, queueUrl, clock: systemClock }),
      breathe: turnOfTheEventLoop,
    };
    const run = (changes: Partial<ProcessorPorts> = {}, counts = noCounts()) =>
      processBlob({
        hint: { path, etag: 'hinted', committedOffset: 0, continuation: 0 },
        ports: { ...ports, ...changes },
        settings: {
          subscriptionIds: [subscriptionId],
          recipientAccountId: '123456789012',
          maxConcurrentRequests: 4,
          maxStepEvents: 500,
          rangeBytes: 100_000,
        },
        counts,
        deadline: Date.now() + 120_000,
      });
    async function readFailed() {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
      const objects = Messages.map(async ({ Body = '' }) => {
        const { bucket, key } = readFailedRecordsPointer(Body);
        const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return readFailedRecords(Buffer.from((await object.Body?.transformToByteArray()) ?? []));
      });
      return (await Promise.all(objects)).flat();
    }
    return { blobs, ports, run, readFailed };
  }

  async function append(blobs: ContainerClient, text: string): Promise<void> {
    const blob = blobs.getAppendBlobClient(path);
    await blob.createIfNotExists();
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1_000_000) {
      const block = bytes.subarray(at, at + 1_000_000);
      await blob.appendBlock(block, block.length);
    }
  }

  const acceptedNumbers = () =>
    server.ledger.events
      .map(({ eventData }) => Number(/00000000-0000-4000-8000-(\d{12})/.exec(eventData)?.[1]))
      .toSorted((one, other) => one - other);

  it('follows a growing blob: every record once, whatever the lengths at which it looks', async () => {
    const { blobs, ports, run } = await makeWorld();
    const whole = lines(0, 900);
    for (const [from, to] of [
      [0, 70_001],
      [70_001, 70_002],
      [70_002, 260_333],
      [260_333, whole.length],
    ]) {
      await append(blobs, whole.slice(from, to));
      expect(['complete', 'open-line']).toContain(await run());
    }
    expect(acceptedNumbers()).toEqual(numbers(0, 900));
    expect(server.ledger.repeated).toBe(0);
    expect(await ports.states.get(path)).toMatchObject({ committedOffset: whole.length, completeEtag: expect.any(String) });
  });

  it('repeats at most a step, with the same ids, after a crash between acceptance and commit', async () => {
    const { blobs, ports, run } = await makeWorld();
    await append(blobs, lines(0, 1200));
    let commits = 0;
    const dying: ProcessorPorts['states'] = Object.create(ports.states, {
      commit: {
        value: async (commit: BlobCommit) => {
          if (++commits === 3) throw new Error('The process has ended.');
          return ports.states.commit(commit);
        },
      },
    });
    await expect(run({ states: dying })).rejects.toThrow('The process has ended.');
    expect(server.ledger.events.length).toBeGreaterThan(0);
    expect(await run()).toBe('complete');
    expect([...new Set(acceptedNumbers())]).toEqual(numbers(0, 1200));
    expect(server.ledger.distinct).toBe(1200);
    expect(server.ledger.repeated).toBeGreaterThan(0);
    expect(server.ledger.repeated).toBeLessThanOrEqual(500);
  });

  it('loses nothing when two processors work on one blob: one commits, the other stops', async () => {
    const { blobs, ports, run } = await makeWorld();
    await append(blobs, lines(0, 1000));
    const outcomes = await Promise.all([run(), run()]);
    expect(outcomes).toContain('complete');
    expect(outcomes).toContain('lost-race');
    expect([...new Set(acceptedNumbers())]).toEqual(numbers(0, 1000));
    expect(server.ledger.conflicting).toBe(0);
    expect((await ports.states.get(path))?.committedOffset).toBe(lines(0, 1000).length);
  });

  it('gets through throttling, failures, broken connections and a poison event', async () => {
    const { blobs, readFailed, run } = await makeWorld();
    await append(blobs, `${lines(0, 600)}no json\n`);
    server.chooseFault = ({ requestNumber, ids }) => {
      const kind = requestNumber % 5;
      if (kind === 0) return { kind: 'refuse-entries', errorCode: 'Throttling', entries: (_, index) => index % 3 === 0 };
      if (kind === 1) return { kind: 'refuse-request', status: 503, errorType: 'ServiceUnavailableException' };
      if (kind === 2) return { kind: 'reset', when: 'before' };
      if (kind === 3 && ids.length > 50) return { kind: 'refuse-request', status: 400, errorType: 'ValidationException' };
      return undefined;
    };
    const counts = noCounts();
    expect(await run({}, counts)).toBe('complete');
    expect(acceptedNumbers()).toEqual(numbers(0, 600));
    expect(counts).toMatchObject({ eventsIn: 601, eventsAccepted: 600, eventsRefused: 1 });
    expect(counts.retriedEntries).toBeGreaterThan(100);
    expect(await readFailed()).toEqual([
      expect.objectContaining({ reason: 'MalformedJson', offset: lines(0, 600).length, bytes: Buffer.from('no json') }),
    ]);
  });

  it('reads a replaced blob from its start and writes down what a deleted one has taken with it', async () => {
    const { blobs, ports, readFailed, run } = await makeWorld();
    await append(blobs, lines(0, 30));
    await run();
    await blobs.getBlobClient(path).delete();
    await append(blobs, lines(500, 560));
    const counts = noCounts();
    expect(await run({}, counts)).toBe('complete');
    expect(counts.blobsReplaced).toBe(1);
    expect(acceptedNumbers()).toEqual([...numbers(0, 30), ...numbers(500, 560)]);

    const { createdOn = '' } = (await ports.states.get(path)) ?? {};
    await ports.states.markSeen({ path, lengthBytes: lines(500, 560).length + 77, etag: 'later', createdOn }, subscriptionId);
    await blobs.getBlobClient(path).delete();
    expect(await run()).toBe('deleted');
    expect(await readFailed()).toEqual([expect.objectContaining({ reason: 'BlobDeleted', lengthBytes: 77, bytes: undefined })]);
  });

  it('takes nothing of a line that is still being written', async () => {
    const { blobs, run } = await makeWorld();
    await append(blobs, `${record(0)}\n${record(1).slice(0, 100)}`);
    expect(await run()).toBe('open-line');
    await append(blobs, `${record(1).slice(100)}\n`);
    expect(await run()).toBe('complete');
    expect(acceptedNumbers()).toEqual([0, 1]);
  });
});
