import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { AccessToken } from '@azure/core-auth';
import { streamColumns, streamName as streamOf } from '../../access-key-records/src';
import { type Claims, encodeToken } from '../../local/src/emulators/json-web-token';
import { type LogsIngestion, startLogsIngestion } from '../../local/src/emulators/logs-ingestion';
import { VirtualClock } from '../../record-stream/test/fakes/virtual-clock';
import { createLogsIngestion, type LogsIngestionSettings, NoAnswerError, UploadError } from '../src';
import { logsIngestionLimits } from '../src/logs-ingestion';
import { describeRecordUpload } from './contract/record-upload-contract';
import { startRecordingService } from './fakes/recording-service';
import { everyColumn, sampleRecord, sampleRecords, sampleTime } from './fakes/sample-records';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const issuer = 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/';
const clientId = '22222222-2222-4222-8222-222222222222';
const audience = 'https://monitor.azure.com';
const streamName = streamOf('AwsAccessKeys_CL');
const ruleId = 'dcr-0123456789abcdef0123456789abcdef';

function tokenAt(clock: VirtualClock, claims: Claims = {}): AccessToken {
  const seconds = Math.floor(clock.now() / 1000);
  const all = { aud: audience, iss: issuer, appid: clientId, nbf: seconds - 300, exp: seconds + 3600, ...claims };
  return { token: encodeToken(all, privateKey), expiresOnTimestamp: (seconds + 3600) * 1000 };
}

const startService = (clock: VirtualClock) =>
  startLogsIngestion({
    streamName,
    ruleId,
    columns: streamColumns,
    tokens: { issuer, publicKey, clientIds: [clientId] },
    now: () => clock.now(),
  });

describeRecordUpload({
  name: 'the Logs Ingestion API',
  start: async clock => {
    const service = await startService(clock);
    const openCredential = () => ({ getToken: async () => tokenAt(clock) });
    return { service, open: settings => createLogsIngestion({ ...settings, endpoint: service.url, ruleId, streamName, openCredential }) };
  },
});

describe('createLogsIngestion', () => {
  const clock = new VirtualClock(Date.parse(sampleTime));
  let service: LogsIngestion;
  let opened: number;
  let claims: readonly Claims[];

  beforeAll(async () => {
    service = await startService(clock);
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    service.rows.clear();
    service.problems.clear();
    service.chooseFault = undefined;
    opened = 0;
    claims = [];
  });

  /** The credential that is opened as the n-th gives tokens of the n-th claims. */
  const openCredential = () => {
    const own = claims[opened++];
    return { getToken: async () => tokenAt(clock, own) };
  };
  const upload = (records: readonly object[], settings: Partial<LogsIngestionSettings> = {}) =>
    createLogsIngestion({ endpoint: service.url, ruleId, streamName, openCredential, clock, randomness: () => 0.5, ...settings }).upload(
      records,
      clock.now() + 60_000,
    );
  const failureOf = async (records: readonly object[], settings: Partial<LogsIngestionSettings> = {}) => {
    const failure = await upload(records, settings).catch((error: unknown) => error);
    if (failure instanceof UploadError) return failure;
    throw new Error('The upload did not fail as expected.', { cause: failure });
  };

  it('sends exactly this', async () => {
    const recorder = await startRecordingService(204);
    const token = tokenAt(clock).token;
    await upload([{ user_s: 'ö' }, { user_s: '😀', n: 1 }], {
      endpoint: `${recorder.url}/`,
      streamName: 'Custom-Ä b_CL',
      openCredential: () => ({ getToken: async () => ({ token, expiresOnTimestamp: clock.now() + 3_600_000 }) }),
    });
    await recorder.stop();
    expect(recorder.requests).toEqual([
      {
        method: 'POST',
        path: `/dataCollectionRules/${ruleId}/streams/Custom-%C3%84%20b_CL?api-version=2023-01-01`,
        headers: {
          'content-type': 'application/json',
          'content-length': '41',
          authorization: `Bearer ${token}`,
          'user-agent': 'audit-bridge',
          host: recorder.url.slice('http://'.length),
          connection: 'keep-alive',
        },
        body: Buffer.from('[{"user_s":"ö"},{"user_s":"😀","n":1}]'),
      },
    ]);
  });

  it('compresses what shrinks, and sends the rest as it is', async () => {
    const recorder = await startRecordingService(204);
    await upload(sampleRecords(20), { endpoint: recorder.url });
    await upload([{ user_s: randomBytes(40).toString('base64url') }], { endpoint: recorder.url });
    await recorder.stop();
    const [large, small] = recorder.requests;
    expect(large?.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(large?.body ?? '').toString()).toBe(JSON.stringify(sampleRecords(20)));
    expect(small?.headers).not.toHaveProperty('content-encoding');
  });

  it('declares no member that the table lacks', async () => {
    await upload([everyColumn]);
    expect(service.rows.all).toEqual([everyColumn]);
    expect(service.problems.all).toEqual([]);
  });

  it('fills a request to its last byte, and no further', async () => {
    const { maxBodyBytes } = logsIngestionLimits;
    // In fields that the service would not cut.
    const fields = Object.fromEntries(Array.from({ length: 19 }, (_, index) => [`f${index}`, 'x'.repeat(50_000)]));
    const rest = maxBodyBytes - Buffer.byteLength(JSON.stringify([{ ...fields, a: '' }, {}]));
    const before = service.requestCount();
    await upload([{ ...fields, a: 'x'.repeat(rest) }, {}], { maxBodyBytes: 5_000_000 });
    expect(service.requestCount() - before).toBe(1);
    await upload([{ ...fields, a: 'x'.repeat(rest + 1) }, {}], { maxBodyBytes: 5_000_000 });
    expect(service.requestCount() - before).toBe(3);
  });

  it('asks for another token when the service takes the first no more', async () => {
    claims = [{ exp: Math.floor(clock.now() / 1000) - 1 }, {}];
    await upload(sampleRecords(3));
    expect(service.rows.all).toHaveLength(3);
    expect(opened).toBe(2);
  });

  it('asks for another token once only', async () => {
    claims = [{ aud: 'https://storage.azure.com' }, { aud: 'https://storage.azure.com' }];
    const before = service.requestCount();
    const failure = await failureOf(sampleRecords(3));
    expect(failure.failures).toEqual([
      expect.objectContaining({ code: 'InvalidToken', status: 401, records: 3, explanation: expect.stringContaining('audience') }),
    ]);
    expect(service.requestCount() - before).toBe(2);
    expect(opened).toBe(2);
  });

  it('says which role is missing on which rule', async () => {
    claims = [{ appid: 'another identity' }];
    const failure = await failureOf(sampleRecords(100), { maxBodyBytes: 2_000, maxConcurrentRequests: 1 });
    expect(failure.message).toMatch(
      /100 of 100.*status 403.*Monitoring Metrics Publisher on the data collection rule dcr-0123456789abcdef.*30 minutes/,
    );
  });

  it('says when the rule or the stream has another name', async () => {
    expect((await failureOf(sampleRecords(1), { ruleId: 'dcr-other' })).message).toMatch(/NotFound, status 404.*dcr-other/);
    expect((await failureOf(sampleRecords(1), { streamName: 'Custom-Other_CL' })).message).toMatch(
      /InvalidStream, status 400.*Custom-Other_CL/,
    );
  });

  it('says that a clock is wrong', async () => {
    // As the stand-in's Date header says, that of this machine is right.
    clock.milliseconds = Date.now() + 20 * 60_000;
    claims = [{ aud: 'x' }, { aud: 'x' }];
    const failure = await failureOf(sampleRecords(1));
    clock.milliseconds = Date.parse(sampleTime);
    expect(failure.message).toMatch(/clock is (19|20) minutes ahead/);
  });

  it('asks for the token of another cloud', async () => {
    const scopes: unknown[] = [];
    await upload(sampleRecords(1), {
      audience: 'https://monitor.azure.cn',
      openCredential: () => ({ getToken: async scope => tokenAt(clock, { n: scopes.push(scope) }) }),
    });
    expect(scopes).toEqual(['https://monitor.azure.cn/.default']);
  });

  it('tells why there is no token, by its cause', async () => {
    const cause = new Error('AADSTS700211');
    const failure = await failureOf(sampleRecords(5), { openCredential: () => ({ getToken: () => Promise.reject(cause) }) });
    expect(failure).toMatchObject({ notAccepted: 5, cause, failures: [{ code: 'NoToken', status: undefined }] });
  });

  it('says when the endpoint has no such name', async () => {
    const failure = await failureOf(sampleRecords(1), { send: () => Promise.reject(new NoAnswerError('ENOTFOUND')) });
    expect(failure.message).toMatch(/ENOTFOUND.*check the endpoint/);
  });

  it('says when nobody listens there', async () => {
    const gone = await startRecordingService(204);
    await gone.stop();
    expect((await failureOf(sampleRecords(1), { endpoint: gone.url })).failures).toEqual([
      expect.objectContaining({ code: 'ECONNREFUSED' }),
    ]);
  });

  it.each(['http://monitor.example', 'ftp://x', 'monitor.example', ''])('sends no token to %j', endpoint => {
    expect(() => createLogsIngestion({ endpoint, ruleId, streamName, openCredential, clock, randomness: () => 0 })).toThrow(
      expect.objectContaining({ name: 'InvalidEndpointError' }),
    );
  });

  it('lets records appear late, or never, although it resolved', async () => {
    service.chooseFault = () => ({ kind: 'hold-rows', rows: ({ user_s }) => user_s !== sampleRecord(0).user_s });
    await upload(sampleRecords(3));
    expect(service.rows.all).toHaveLength(1);
    service.rows.release();
    expect(service.rows.all).toHaveLength(3);
  });
});
