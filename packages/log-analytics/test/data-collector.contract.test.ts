import { logType as logTypeOf, streamColumns } from '../../access-key-records/src';
import { CachedSecret, type CachedSecretSettings } from '../../cached-secret/src';
import { type DataCollector, startDataCollector } from '../../local/src/emulators/data-collector';
import { VirtualClock } from '../../record-stream/test/fakes/virtual-clock';
import { createDataCollector, type DataCollectorSettings, type SendRequest, UploadError } from '../src';
import { describeRecordUpload } from './contract/record-upload-contract';
import { startRecordingService } from './fakes/recording-service';
import { everyColumn, sampleRecord, sampleRecords, sampleTime } from './fakes/sample-records';

const firstKey = Buffer.from('first key').toString('base64');
const secondKey = Buffer.from('second key').toString('base64');
const logType = logTypeOf('AwsAccessKeys_CL');
const timeGeneratedField = 'loggedDate';

describeRecordUpload({
  name: 'the HTTP Data Collector API',
  start: async clock => {
    const service = await startDataCollector({ logType, sharedKeys: [firstKey, secondKey], now: () => clock.now() });
    const { url: endpoint, workspaceId } = service;
    const sharedKey = secretOf(clock, () => firstKey);
    return {
      service,
      open: settings => createDataCollector({ ...settings, endpoint, workspaceId, logType, sharedKey, timeGeneratedField }),
    };
  },
});

function secretOf(clock: VirtualClock, value: () => string): CachedSecret {
  const client = { send: async () => ({ SecretString: value() }) } as unknown as CachedSecretSettings['client'];
  return new CachedSecret({ client, secretArn: 'arn:secret', clock });
}

const notFound: SendRequest = async () => ({ status: 404, headers: {}, body: '' });

describe('createDataCollector', () => {
  let clock: VirtualClock;
  let service: DataCollector;
  let stored: string;
  let reads: number;

  beforeEach(async () => {
    clock = new VirtualClock(Date.parse(sampleTime));
    service = await startDataCollector({ logType, sharedKeys: [firstKey], now: () => Date.parse(sampleTime) });
    stored = firstKey;
    reads = 0;
  });
  afterEach(() => service.stop());

  const settings = (): DataCollectorSettings => ({
    endpoint: service.url,
    workspaceId: service.workspaceId,
    logType,
    timeGeneratedField,
    clock,
    randomness: () => 0.5,
    sharedKey: secretOf(clock, () => {
      reads += 1;
      return stored;
    }),
  });
  const upload = (records: readonly object[], other: Partial<DataCollectorSettings> = {}) =>
    createDataCollector({ ...settings(), ...other }).upload(records, clock.now() + 60_000);
  const failureOf = async (records: readonly object[], other: Partial<DataCollectorSettings> = {}) => {
    const failure = await upload(records, other).catch((error: unknown) => error);
    if (failure instanceof UploadError) return failure;
    throw new Error('The upload did not fail as expected.', { cause: failure });
  };

  it('sends exactly this', async () => {
    const recorder = await startRecordingService(200);
    clock.milliseconds = Date.parse('2016-04-04T08:00:00Z');
    // A body of the length that the documented signature is of.
    const record = { loggedDate: sampleTime, user_s: `ö${'x'.repeat(969)}` };
    await upload([record], { endpoint: recorder.url, workspaceId: 'ws', sharedKey: secretOf(clock, () => 'a2V5') });
    await recorder.stop();
    expect(recorder.requests).toEqual([
      {
        method: 'POST',
        path: '/api/logs?api-version=2016-04-01',
        headers: {
          'content-type': 'application/json',
          'content-length': '1024',
          'log-type': 'AwsAccessKeys',
          'x-ms-date': 'Mon, 04 Apr 2016 08:00:00 GMT',
          'time-generated-field': 'loggedDate',
          authorization: 'SharedKey ws:cJX9BuXukuOPWr7c3teEFuB6BX9N0Q8/VanqM45ajB0=',
          'user-agent': 'audit-bridge',
          host: recorder.url.slice('http://'.length),
          connection: 'keep-alive',
        },
        body: Buffer.from(JSON.stringify([{ loggedDate: sampleTime, user: record.user_s }])),
      },
    ]);
  });

  it('makes exactly our columns; the time that older dashboards know gets its ending', async () => {
    await upload([everyColumn]);
    const ours = streamColumns.map(({ name }) => name).filter(name => name !== 'TimeGenerated' && name !== 'loggedDate');
    expect([...service.columns()].sort()).toEqual([...ours, 'loggedDate_t'].sort());
    const { loggedDate, ...others } = everyColumn;
    expect(service.rows.all).toEqual([{ ...others, loggedDate_t: loggedDate }]);
    expect(service.problems.all).toEqual([]);
  });

  it('reads a rotated key as soon as the old one is refused', async () => {
    const upload = createDataCollector(settings());
    await upload.upload(sampleRecords(1), clock.now() + 60_000);
    stored = secondKey;
    service.rotateKeys([secondKey]);
    await upload.upload(sampleRecords(1), clock.now() + 60_000);
    expect(service.rows.all).toHaveLength(2);
    expect(reads).toBe(2);
  });

  it('reads a key that is refused anew once, and then says what to do, without the key', async () => {
    service.rotateKeys([secondKey]);
    const failure = await failureOf(sampleRecords(50), { maxBodyBytes: 2_000, maxConcurrentRequests: 1 });
    expect(failure.failures).toEqual([expect.objectContaining({ code: 'InvalidAuthorization', status: 403, records: 50 })]);
    expect(failure.message).toContain('primary or secondary key');
    expect(`${failure.message}${failure.stack}`).not.toContain(firstKey);
    expect(reads).toBe(2);
    expect(service.requestCount()).toBe(1);
  });

  it('is refused when its clock is more than a quarter of an hour away', async () => {
    clock.milliseconds += 15 * 60_000;
    await upload(sampleRecords(1));
    clock.milliseconds += 1_000;
    expect((await failureOf(sampleRecords(1))).failures).toEqual([expect.objectContaining({ code: 'InvalidAuthorization', status: 403 })]);
  });

  it('tells by how much its clock is away', async () => {
    clock.milliseconds = Date.now() + 30 * 60_000;
    expect((await failureOf(sampleRecords(1))).message).toMatch(/clock is (29|30) minutes ahead/);
  });

  it.each([
    ['holds something else', '{"key":"x"}', 'no Base64'],
    ['is empty', ' ', 'holds no text'],
  ])('says when the secret %s', async (_, value, told) => {
    stored = value;
    const failure = await failureOf(sampleRecords(3));
    expect(failure).toMatchObject({ notAccepted: 3, failures: [{ code: 'NoSharedKey', explanation: expect.stringContaining(told) }] });
  });

  it('takes a 404 for a request that is too large', async () => {
    const sizes: number[] = [];
    const send: SendRequest = async ({ body }) => {
      sizes.push(body.length);
      return { status: body.length > 1_000_000 ? 404 : 200, headers: {}, body: '' };
    };
    await upload(
      Array.from({ length: 100 }, (_, index) => ({ ...sampleRecord(index), UserArn_s: 'x'.repeat(31_000) })),
      { send },
    );
    expect(sizes.filter(size => size > 1_000_000)).toHaveLength(3);
    expect(sizes.filter(size => size <= 1_000_000)).toHaveLength(4);
  });

  it('takes a 404 for a wrong address when the request is small, and asks no more', async () => {
    const failure = await failureOf(sampleRecords(50), { maxBodyBytes: 2_000, send: notFound });
    expect(failure.message).toMatch(/50 of 50.*NotFound, status 404.*retired on 2026-09-14/);
    expect(failure.failures).toHaveLength(1);
  });

  it('posts no more than the service takes, whatever it is told', async () => {
    const sizes: number[] = [];
    const send: SendRequest = async ({ body }) => {
      sizes.push(body.length);
      return { status: 200, headers: {}, body: '' };
    };
    const records = Array.from({ length: 970 }, (_, index) => ({ ...sampleRecord(index), UserArn_s: 'x'.repeat(31_000) }));
    await upload(records, { send, maxBodyBytes: 100_000_000 });
    expect(sizes).toHaveLength(2);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(30_000_000);
  });

  it('asks no more when the service blames the workspace, and says which', async () => {
    service.chooseFault = () => ({ kind: 'refuse', status: 400, code: 'InactiveCustomer' });
    const failure = await failureOf(sampleRecords(50), { maxBodyBytes: 2_000, maxConcurrentRequests: 1 });
    expect(failure.failures).toEqual([expect.objectContaining({ code: 'InactiveCustomer', status: 400, records: 50 })]);
    expect(failure.message).toContain(service.workspaceId);
    expect(service.requestCount()).toBe(1);
  });

  it('keeps a user who is named like a GUID in the column of users', async () => {
    await upload([{ ...sampleRecord(1), user_s: '8145d822-13a7-44ad-859c-36f31a84f6dd' }]);
    expect(service.rows.all).toEqual([expect.objectContaining({ user_s: '"8145d822-13a7-44ad-859c-36f31a84f6dd"' })]);
  });

  it('does not send a record whose column would get another name', async () => {
    const failure = await failureOf([sampleRecord(0), { ...sampleRecord(1), CreateDate_t: 'yesterday' }]);
    expect(failure.failures).toEqual([expect.objectContaining({ code: 'OtherColumn', records: 1, firstPosition: 1 })]);
    expect(service.rows.all).toHaveLength(1);
  });
});
