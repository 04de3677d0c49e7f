import { generateKeyPairSync } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Claims, encodeToken } from '../src/emulators/json-web-token';
import { type LogsIngestion, startLogsIngestion } from '../src/emulators/logs-ingestion';
import { createTemporaryFolder } from '../src/emulators/temporary-folder';
import { answerOf, describeIngestionFaults } from './ingestion-stand-in';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const issuer = 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/';
const now = Date.parse('2026-11-21T10:00:00Z');
const time = '2026-11-21T09:00:00Z';
const seconds = now / 1000;
const goodClaims = { aud: 'https://monitor.azure.com', iss: issuer, appid: 'publisher', nbf: seconds, exp: seconds + 1 };
const token = (claims: Claims = {}) => encodeToken({ ...goodClaims, ...claims }, privateKey);
const columns = [
  ['TimeGenerated', 'datetime'],
  ['Name', 'string'],
  ['Count', 'int'],
  ['Total', 'long'],
  ['Share', 'real'],
  ['IsGood', 'boolean'],
  ['When', 'datetime'],
  ['Any', 'dynamic'],
].map(([name = '', type = '']) => ({ name, type }));

interface Overrides {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

describe('startLogsIngestion', () => {
  let folder: string;
  let service: LogsIngestion;

  beforeAll(async () => {
    folder = await createTemporaryFolder('logs-ingestion');
    service = await startLogsIngestion({
      streamName: 'Custom-T_CL',
      columns,
      tokens: { issuer, publicKey, clientIds: ['publisher'] },
      rowsPath: join(folder, 'rows.jsonl'),
      now: () => now,
    });
  });
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    service.rows.clear();
    service.problems.clear();
  });

  const path = () => `/dataCollectionRules/${service.ruleId}/streams/Custom-T_CL?api-version=2023-01-01`;
  const send = (records: readonly object[], { method = 'POST', headers = {}, ...other }: Overrides = {}) =>
    fetch(`${service.url}${other.path ?? path()}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}`, ...headers },
      body: other.body ?? JSON.stringify(records),
    });
  const row = (fields: object) => ({ TimeGenerated: time, ...fields });

  it('keeps what fits the declaration, in its file too', async () => {
    const full = row({ Name: 'ö', Count: 1, Total: 2 ** 40, Share: 0.5, IsGood: true, When: '2020-01-01T00:00:00.123Z', Any: { a: [1] } });
    expect(await answerOf(send([full, row({})]))).toEqual({ status: 204, code: '' });
    expect(service.rows.all).toEqual([full, row({})]);
    expect(await readFile(join(folder, 'rows.jsonl'), 'utf8')).toBe(`${JSON.stringify(full)}\n${JSON.stringify(row({}))}\n`);
    expect(service.problems.all).toEqual([]);
  });

  it.each<[string, Overrides, number, string]>([
    ['no token', { headers: { authorization: '' } }, 401, 'InvalidToken'],
    ['no bearer token', { headers: { authorization: 'Basic abc' } }, 401, 'InvalidToken'],
    ['a token without a signature', { headers: { authorization: `Bearer ${encodeToken(goodClaims)}` } }, 401, 'InvalidToken'],
    ['a token that was changed', { headers: { authorization: `Bearer ${forged()}` } }, 401, 'InvalidToken'],
    [
      'a token for another service',
      { headers: { authorization: `Bearer ${token({ aud: 'https://storage.azure.com' })}` } },
      401,
      'InvalidToken',
    ],
    [
      'a token of another tenant',
      { headers: { authorization: `Bearer ${token({ iss: 'https://sts.windows.net/other/' })}` } },
      401,
      'InvalidToken',
    ],
    ['an expired token', { headers: { authorization: `Bearer ${token({ exp: seconds })}` } }, 401, 'InvalidToken'],
    ['a token of tomorrow', { headers: { authorization: `Bearer ${token({ nbf: seconds + 1 })}` } }, 401, 'InvalidToken'],
    ['an identity without the role', { headers: { authorization: `Bearer ${token({ appid: 'reader' })}` } }, 403, 'OperationFailed'],
    ['another method', { method: 'PUT' }, 404, 'NotFound'],
    ['another version', { path: path0('2021-11-01-preview') }, 400, 'UnsupportedApiVersion'],
    ['another rule', { path: path0('2023-01-01', 'dcr-1') }, 404, 'NotFound'],
    ['another stream', { path: path0('2023-01-01', undefined, 'Custom-U_CL') }, 400, 'InvalidStream'],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, 'UnsupportedMediaType'],
    ['what is no array', { body: '{}' }, 400, 'InvalidRequestContent'],
    ['an array of other things', { body: '[1]' }, 400, 'InvalidRequestContent'],
    ['what is no JSON', { body: '[{]' }, 400, 'InvalidRequestContent'],
    ['what is no UTF-8', { body: Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]) }, 400, 'InvalidRequestContent'],
    ['what is no gzip', { headers: { 'content-encoding': 'gzip' } }, 400, 'InvalidRequestContent'],
  ])('refuses %s', async (_, overrides, status, code) => {
    expect(await answerOf(send([row({})], overrides))).toEqual({ status, code });
    expect(service.rows.all).toEqual([]);
  });

  function path0(version: string, rule = `dcr-${'0'.repeat(32)}`, stream = 'Custom-T_CL'): string {
    return `/dataCollectionRules/${rule}/streams/${stream}?api-version=${version}`;
  }

  function forged(): string {
    const [header, , signature] = token().split('.');
    return `${header}.${Buffer.from(JSON.stringify({ ...goodClaims, exp: seconds + 3600 })).toString('base64url')}.${signature}`;
  }

  it.each([
    [1_000_000, 204],
    [1_000_001, 413],
  ])('answers %d bytes with %d, compressed or not', async (bytes, status) => {
    const body = `[${' '.repeat(bytes - 2)}]`;
    expect((await send([], { body })).status).toBe(status);
    expect((await send([], { body: gzipSync(body), headers: { 'content-encoding': 'gzip' } })).status).toBe(status);
  });

  it('does what the service does without a word, and tells it', async () => {
    await send([
      row({ name: 'unknown', Name: 5, Count: 2 ** 31, Total: 1.5, Share: '1', IsGood: 'true', When: 'today', Any: null }),
      row({ name: 'unknown', Name: `${'x'.repeat(65_535)}ö` }),
      { TimeGenerated: '2026-11-19T09:59:59Z' },
      { TimeGenerated: '2026-11-22T10:00:01Z' },
      {},
    ]);
    const arrival = { TimeGenerated: '2026-11-21T10:00:00.000Z' };
    expect(service.rows.all).toEqual([row({}), row({ Name: 'x'.repeat(65_535) }), arrival, arrival, arrival]);
    expect(service.problems.all.map(({ kind, column, count }) => `${kind} ${column} ${count}`).sort()).toEqual([
      'cut-value Name 1',
      'replaced-time TimeGenerated 3',
      'unknown-member name 2',
      'wrong-type Count 1',
      'wrong-type IsGood 1',
      'wrong-type Name 1',
      'wrong-type Share 1',
      'wrong-type Total 1',
      'wrong-type When 1',
    ]);
  });

  it('does not answer a request that hangs', async () => {
    service.chooseFault = () => ({ kind: 'hang' });
    const answered = fetch(`${service.url}${path()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
      body: JSON.stringify([row({})]),
      signal: AbortSignal.timeout(100),
    });
    await expect(answered).rejects.toMatchObject({ name: 'TimeoutError' });
    service.chooseFault = undefined;
    expect(service.rows.all).toEqual([]);
  });

  describeIngestionFaults('the Logs Ingestion API', () => ({
    service,
    send: records => send(records.map(row)),
    nameColumn: 'Name',
    nameMember: 'Name',
  }));
});
