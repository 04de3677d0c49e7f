import { createHmac } from 'node:crypto';
import { type DataCollector, startDataCollector } from '../src/emulators/data-collector';
import { checkSharedKey } from '../src/emulators/data-collector-signature';
import { answerOf, describeIngestionFaults } from './ingestion-stand-in';

const now = Date.parse('2016-04-04T08:00:00Z');
const time = '2016-04-04T07:00:00Z';
const primary = Buffer.from('primary').toString('base64');
const secondary = Buffer.from('secondary').toString('base64');

interface Overrides {
  readonly method?: string;
  readonly path?: string;
  /** Null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  readonly key?: string;
  readonly workspaceId?: string;
  readonly date?: string;
}

describe('checkSharedKey', () => {
  it('takes the signature of the documented example', () => {
    const headers = {
      authorization: 'SharedKey ws:cJX9BuXukuOPWr7c3teEFuB6BX9N0Q8/VanqM45ajB0=',
      'content-type': 'application/json',
      'x-ms-date': 'Mon, 04 Apr 2016 08:00:00 GMT',
    };
    const check = (bytes: number) =>
      checkSharedKey({ headers } as never, Buffer.alloc(bytes), now, { workspaceId: 'ws', sharedKeys: ['AAAA', 'a2V5'] });
    expect(check(1024)).toBeUndefined();
    expect(check(1023)).toContain('signature');
  });
});

describe('startDataCollector', () => {
  let service: DataCollector;

  beforeAll(async () => {
    service = await startDataCollector({ logType: 'T', sharedKeys: [primary, secondary], now: () => now });
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    service.rows.clear();
    service.problems.clear();
  });

  function send(records: unknown, overrides: Overrides = {}): Promise<Response> {
    const { method = 'POST', key = primary, workspaceId = service.workspaceId, date = new Date(now).toUTCString() } = overrides;
    const body = overrides.body ?? JSON.stringify(records);
    const signed = `POST\n${Buffer.byteLength(body)}\napplication/json\nx-ms-date:${date}\n/api/logs`;
    const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
    const all: Readonly<Record<string, string | null>> = {
      'content-type': 'application/json',
      'log-type': 'T',
      'x-ms-date': date,
      'time-generated-field': 'at',
      authorization: `SharedKey ${workspaceId}:${signature}`,
      ...overrides.headers,
    };
    const headers = Object.entries(all).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]));
    return fetch(`${service.url}${overrides.path ?? '/api/logs?api-version=2016-04-01'}`, { method, headers, body: Buffer.from(body) });
  }

  it('names columns after the values, as documented', async () => {
    const record = {
      at: time,
      text: 'ö',
      number: 1.5,
      flag: true,
      when: '2016-04-04T08:00:00.123Z',
      id: '8145d822-13a7-44ad-859c-36f31a84f6dd',
      bare: '8145D82213A744AD859C36F31A84F6DD',
      digits: '123456789012',
      nested: { a: 1 },
      nothing: null,
    };
    expect((await send([record])).status).toBe(200);
    expect(service.rows.all).toEqual([
      {
        TimeGenerated: '2016-04-04T07:00:00.000Z',
        at_t: time,
        text_s: 'ö',
        number_d: 1.5,
        flag_b: true,
        when_t: '2016-04-04T08:00:00.123Z',
        id_g: '8145d822-13a7-44ad-859c-36f31a84f6dd',
        bare_g: '8145D82213A744AD859C36F31A84F6DD',
        digits_s: '123456789012',
        nested_s: '{"a":1}',
      },
    ]);
    expect(service.columns()).toEqual(Object.keys(service.rows.all[0] ?? {}).filter(name => name !== 'TimeGenerated'));
    expect(service.problems.all).toEqual([]);
  });

  it.each<[string, Overrides, number, string]>([
    ['another key', { key: Buffer.from('other').toString('base64') }, 403, 'InvalidAuthorization'],
    ['no signature', { headers: { authorization: null } }, 403, 'InvalidAuthorization'],
    ['another workspace', { workspaceId: 'ws' }, 403, 'InvalidAuthorization'],
    ['a clock that is slow', { date: 'Mon, 04 Apr 2016 07:44:59 GMT' }, 403, 'InvalidAuthorization'],
    ['a clock that is fast', { date: 'Mon, 04 Apr 2016 08:15:01 GMT' }, 403, 'InvalidAuthorization'],
    ['a date of another form', { date: '2016-04-04T08:00:00Z' }, 403, 'InvalidAuthorization'],
    ['another method', { method: 'PUT' }, 404, 'NotFound'],
    ['another path', { path: '/api/log?api-version=2016-04-01' }, 404, 'NotFound'],
    ['no version', { path: '/api/logs' }, 400, 'MissingApiVersion'],
    ['another version', { path: '/api/logs?api-version=2023-01-01' }, 400, 'InvalidApiVersion'],
    ['no content type', { headers: { 'content-type': null } }, 400, 'MissingContentType'],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 400, 'UnsupportedContentType'],
    ['no log type', { headers: { 'log-type': null } }, 400, 'MissingLogType'],
    ['another log type', { headers: { 'log-type': 'U-1' } }, 400, 'InvalidLogType'],
    ['what is no JSON', { body: '[{]' }, 400, 'InvalidDataFormat'],
    ['an array of other things', { body: '["a"]' }, 400, 'InvalidDataFormat'],
  ])('refuses %s', async (_, overrides, status, code) => {
    expect(await answerOf(send([{ at: time }], overrides))).toEqual({ status, code });
    expect(service.rows.all).toEqual([]);
  });

  it.each(['Mon, 04 Apr 2016 07:45:00 GMT', 'Mon, 04 Apr 2016 08:15:00 GMT'])('takes the secondary key, and a clock at %s', async date => {
    expect((await send([{ at: time }], { key: secondary, date })).status).toBe(200);
  });

  it('says 404 to a request that is too large', async () => {
    const body = (bytes: number) => `[${' '.repeat(bytes - 2)}]`;
    expect((await send([], { body: body(30_000_000) })).status).toBe(200);
    expect((await send([], { body: body(30_000_001) })).status).toBe(404);
  });

  it('takes other keys when they are rotated', async () => {
    service.rotateKeys([secondary]);
    expect((await send([{ at: time }])).status).toBe(403);
    service.rotateKeys([primary, secondary]);
    expect((await send([{ at: time }])).status).toBe(200);
  });

  it('does what the service does without a word, and tells it', async () => {
    await send([
      { at: '2016-04-01T00:00:00Z', [`${'n'.repeat(44)}`]: 'a', long: `${'x'.repeat(32_767)}ö` },
      { text: 'a' },
      { at: time, ...Object.fromEntries(Array.from({ length: 510 }, (_, index) => [`c${index}`, index])) },
    ]);
    expect(service.columns()).toHaveLength(500);
    expect(service.problems.all.filter(({ kind }) => kind !== 'unknown-member')).toEqual([
      { kind: 'replaced-time', column: 'TimeGenerated', count: 2 },
      { kind: 'cut-value', column: 'long_s', count: 1 },
    ]);
    expect(service.problems.all.filter(({ kind }) => kind === 'unknown-member').map(({ column }) => column)).toContain(
      `${'n'.repeat(44)}_s`,
    );
    expect(String(service.rows.all[0]?.long_s)).toHaveLength(32_767);
  });

  describeIngestionFaults('the HTTP Data Collector API', () => ({
    service,
    send: records => send(records.map(record => ({ at: time, ...record }))),
    nameColumn: 'text_s',
    nameMember: 'text',
  }));
});
