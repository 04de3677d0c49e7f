import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Moto, startMoto } from '../../local/src/emulators/moto';
import { testCredentials, testRegion } from '../../local/src/emulators/test-account';
import { deliverRows } from '../src/deliver-rows';
import { KinesisRecordStream } from '../src/kinesis-record-stream';
import { spreadPartitionKey } from '../src/partition-key';
import { type KinesisProxy, startKinesisProxy } from './fakes/kinesis-proxy';

const shards = 4;

describe('KinesisRecordStream on moto, with a proxy that fails', () => {
  let moto: Moto;
  let proxy: KinesisProxy;
  let reader: KinesisClient;
  let streams = 0;
  let streamName: string;
  let sessions: number;
  const clients: KinesisClient[] = [];
  const requestHandler = new NodeHttpHandler({ requestTimeout: 1_000, throwOnRequestTimeout: true });

  beforeAll(async () => {
    moto = await startMoto();
    proxy = await startKinesisProxy(moto.url);
    reader = new KinesisClient({
      endpoint: moto.url,
      region: testRegion,
      credentials: testCredentials,
      requestHandler: new NodeHttpHandler(),
    });
  }, 180_000);

  afterAll(async () => {
    for (const client of [reader, ...clients]) client.destroy();
    await Promise.all([moto.stop(), proxy.stop()]);
  });

  beforeEach(async () => {
    for (const list of [proxy.faults, proxy.accessKeyIds, proxy.rowCounts]) list.splice(0);
    sessions = 0;
    streamName = `activity-log-${++streams}`;
    await reader.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: shards }));
  });

  function connect(): KinesisClient {
    const credentials = { ...testCredentials, accessKeyId: `SESSION${++sessions}` };
    const client = new KinesisClient({ endpoint: proxy.url, region: testRegion, credentials, requestHandler, maxAttempts: 1 });
    clients.push(client);
    return client;
  }

  const streamUnderTest = () => new KinesisRecordStream({ connect, streamName });
  const rowsOf = (texts: readonly (string | Buffer)[]) => texts.map(text => ({ bytes: Buffer.from(text as string) }));
  const keyed = (texts: readonly string[]) => rowsOf(texts).map(row => ({ ...row, partitionKey: spreadPartitionKey(systemRandomness) }));
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `{"n":${index}}`);

  const deliver = (texts: readonly (string | Buffer)[], seconds = 30) =>
    deliverRows(rowsOf(texts), {
      stream: streamUnderTest(),
      clock: systemClock,
      randomness: systemRandomness,
      lastAttemptAt: Date.now() + seconds * 1000,
    });

  /** What is in the stream, and how many shards hold some of it. */
  async function readStream() {
    const { StreamDescription } = await reader.send(new DescribeStreamCommand({ StreamName: streamName }));
    const perShard = await Promise.all((StreamDescription?.Shards ?? []).map(({ ShardId }) => readShard(ShardId)));
    return { texts: perShard.flat().sort(), usedShards: perShard.filter(records => records.length > 0).length };
  }

  async function readShard(ShardId: string | undefined) {
    const start = { StreamName: streamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    const { ShardIterator } = await reader.send(new GetShardIteratorCommand(start));
    const { Records = [] } = await reader.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(({ Data }) => Buffer.from(Data ?? []).toString());
  }

  it('puts rows into the stream, byte for byte, spread over its shards', async () => {
    const texts = [...numbered(500 - 1), '{ "n" : 12345678901234567890, "n":"\u{1f600}" }'];
    expect(await streamUnderTest().put(keyed(texts))).toEqual(texts.map(() => ({ kind: 'taken' })));
    expect(await readStream()).toEqual({ texts: [...texts].sort(), usedShards: shards });
  });

  it('loses and repeats nothing when some rows of a request are throttled', async () => {
    proxy.faults.push({ kind: 'throttle', rows: index => index % 3 === 1 }, { kind: 'throttle', rows: index => index < 20 });
    const outcome = await deliver(numbered(100));
    expect(outcome).toEqual({ taken: 100, retried: 33 + 20, undelivered: [], refused: [] });
    expect((await readStream()).texts).toEqual(numbered(100).sort());
    expect(proxy.rowCounts).toEqual([100, 33, 20]);
  });

  it.each<[string, KinesisProxy['faults'][number], string]>([
    ['an error of the service', { kind: 'error', status: 500, code: 'InternalFailure' }, 'InternalFailure'],
    ['a service that is not there', { kind: 'error', status: 503, code: 'ServiceUnavailable' }, 'ServiceUnavailable'],
    ['a throttled call', { kind: 'error', status: 400, code: 'LimitExceededException' }, 'LimitExceededException'],
    ['a key that cannot be used', { kind: 'error', status: 400, code: 'KMSThrottlingException' }, 'KMSThrottlingException'],
    ['a connection that breaks', { kind: 'reset' }, 'Error'],
    ['no answer', { kind: 'silence' }, 'TimeoutError'],
  ])('sends all rows of a request again after %s', async (_, fault, errorCode) => {
    proxy.faults.push(fault);
    await expect(streamUnderTest().put(keyed(numbered(2)))).rejects.toMatchObject({
      name: 'StreamRequestError',
      errorCode,
      isInvalid: false,
    });
    proxy.faults.push(fault, fault);
    expect(await deliver(numbered(50))).toMatchObject({ taken: 50, retried: 100 });
    expect((await readStream()).texts).toEqual(numbered(50).sort());
  });

  it('repeats what was taken when the answer is lost, with the same bytes', async () => {
    proxy.faults.push({ kind: 'lost answer' });
    expect(await deliver(numbered(10))).toMatchObject({ taken: 10 });
    expect((await readStream()).texts).toEqual([...numbered(10), ...numbered(10)].sort());
  });

  it.each(['ExpiredTokenException', 'UnrecognizedClientException'])('asks for a new session after %s', async code => {
    proxy.faults.push({ kind: 'error', status: 400, code });
    expect(await deliver(numbered(3))).toMatchObject({ taken: 3 });
    expect(proxy.accessKeyIds).toEqual(['SESSION1', 'SESSION2']);
  });

  it('keeps its session otherwise', async () => {
    proxy.faults.push({ kind: 'error', status: 500, code: 'InternalFailure' });
    await deliver(numbered(3));
    expect(proxy.accessKeyIds).toEqual(['SESSION1', 'SESSION1']);
  });

  it('isolates a row that the service calls invalid', async () => {
    const tooLarge = Buffer.alloc(1024 * 1024, 'x');
    const outcome = await deliver([...numbered(5), tooLarge, ...numbered(3)]);
    expect(outcome).toMatchObject({ taken: 8, undelivered: [], refused: [{ row: { bytes: tooLarge } }] });
    expect((await readStream()).texts).toHaveLength(8);
  });

  it('divides a request that is larger than the service takes', async () => {
    // moto still holds the 5 MiB that a request could have before 2025.
    const texts = Array.from({ length: 8 }, (_, index) => `${index}${'x'.repeat(1_000_000)}`);
    expect(await deliver(texts)).toMatchObject({ taken: 8, refused: [] });
  });

  it('gives up when time is up, and says why', async () => {
    const always = { kind: 'error', status: 500, code: 'InternalFailure' } as const;
    proxy.faults.push(...Array.from({ length: 1_000 }, () => always));
    const outcome = await deliver(numbered(2), 0.3);
    expect(outcome).toMatchObject({ taken: 0, undelivered: [{ errorCode: 'InternalFailure' }, { errorCode: 'InternalFailure' }] });
  });
});
