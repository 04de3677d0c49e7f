import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import { CloudTrailLakeEvents } from '../src/cloudtrail-lake-events';
import { contractEvent } from './contract/audit-events-contract';

const channelArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:channel/01234567-89ab-cdef-0123-456789abcdef';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

interface Received {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

describe('PutAuditEvents on the wire', () => {
  const received: Received[] = [];
  let answer: { status: number; headers: Record<string, string>; body: (ids: readonly string[]) => string };
  let server: Server;
  let events: CloudTrailLakeEvents;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      received.push({ method: request.method, url: request.url ?? '', headers: request.headers, body });
      const ids = JSON.parse(body.toString()).auditEvents.map(({ id }: { id: string }) => id);
      response.writeHead(answer.status, answer.headers).end(answer.body(ids));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    events = new CloudTrailLakeEvents({
      channelArn,
      region: 'eu-central-1',
      endpointUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      maxConcurrentRequests: 2,
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey, sessionToken: 'a-session' },
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    received.length = 0;
    const successful = (ids: readonly string[]) => ids.map(id => ({ id, eventID: 'e' }));
    answer = { status: 200, headers: {}, body: ids => JSON.stringify({ successful: successful(ids), failed: [] }) };
  });

  function onlyRequest(): Received {
    const [request] = received;
    if (request === undefined || received.length !== 1) throw new Error(`${received.length} requests arrived.`);
    return request;
  }

  it('posts the entries to the channel, byte for byte as they were prepared', async () => {
    const batch = [contractEvent(1), contractEvent(2, { resultDescription: '\u201cquoted\u201d \\ \u2028 \u{1f600}' })];
    await events.put(batch);
    const { body, headers, method, url } = onlyRequest();
    expect(method).toBe('POST');
    expect(url).toBe(`/PutAuditEvents?channelArn=${encodeURIComponent(channelArn)}`);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-length': String(body.length) });
    expect(JSON.parse(body.toString())).toEqual({ auditEvents: batch.map(({ eventData, id }) => ({ id, eventData })) });
  });

  it('signs so that the signature can be computed anew from what arrived', async () => {
    await events.put([contractEvent(1)]);
    const { body, headers, url } = onlyRequest();
    const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
    const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

    const [, scope = '', signedHeaders = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/(\S+), SignedHeaders=(\S+), Signature=(\S+)$/.exec(headers.authorization ?? '') ??
      [];
    const time = String(headers['x-amz-date']);
    expect(scope).toBe(`${time.slice(0, 8)}/eu-central-1/cloudtrail-data/aws4_request`);
    expect(signedHeaders.split(';')).toEqual(expect.arrayContaining(['content-type', 'host', 'x-amz-date', 'x-amz-security-token']));
    const canonicalRequest = [
      'POST',
      '/PutAuditEvents',
      url.split('?')[1],
      ...signedHeaders.split(';').map(name => `${name}:${headers[name]}`),
      '',
      signedHeaders,
      hash(body),
    ].join('\n');
    const stringToSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonicalRequest)].join('\n');
    const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
    expect(signature).toBe(hmac(key, stringToSign).toString('hex'));
  });

  it('never sends a body of more than 1,000,000 bytes for a batch within its limits', async () => {
    const { maxBytes } = events.limits;
    const entry = (bytes: number): PreparedEvent => {
      const filler = 'x'.repeat(bytes - '{"id":"a","eventData":""}'.length);
      return { id: 'a', eventData: filler, entry: `{"id":"a","eventData":"${filler}"}`, entryBytes: bytes, timeMilliseconds: 0 };
    };
    await events.put([entry(maxBytes - 500_000 - 1), entry(500_000 - 1)]);
    expect(onlyRequest().body.length).toBeLessThanOrEqual(1_000_000);
    expect(onlyRequest().body.length).toBeGreaterThan(999_990);
  });

  it('takes an event that the answer does not name for not delivered', async () => {
    answer.body = ([first]) => JSON.stringify({ successful: [{ id: first, eventID: 'e' }], failed: [] });
    expect(await events.put([contractEvent(1), contractEvent(2)])).toEqual([
      { kind: 'accepted' },
      { kind: 'retry', errorCode: 'MissingFromAnswer' },
    ]);
  });

  it('believes a failure rather than a success of the same event', async () => {
    answer.body = ([id]) =>
      JSON.stringify({ successful: [{ id, eventID: 'e' }], failed: [{ id, errorCode: 'InvalidData', errorMessage: 'no' }] });
    expect(await events.put([contractEvent(1)])).toEqual([{ kind: 'refused', errorCode: 'InvalidData', message: 'no' }]);
  });

  it.each(['', 'no json', '[]', '{"successful":{}}', '{"successful":[1]}'])('takes a 200 that says %j for no answer', async body => {
    answer.body = () => body;
    await expect(events.put([contractEvent(1)])).rejects.toMatchObject({ errorCode: 'UnreadableAnswer', retryable: true });
  });

  it.each<{ headers: Record<string, string>; body: string }>([
    { headers: { 'x-amzn-errortype': 'ChannelNotFound:http://internal.amazon.com/coral/' }, body: '{"message":"none"}' },
    { headers: {}, body: '{"__type":"com.amazon.cloudtraildata#ChannelNotFound","message":"none"}' },
    { headers: {}, body: '{"code":"ChannelNotFound","message":"none"}' },
  ])('finds the error code wherever the service writes it: %j', async ({ body, headers }) => {
    answer = { status: 400, headers, body: () => body };
    await expect(events.put([contractEvent(1)])).rejects.toMatchObject({
      errorCode: 'ChannelNotFound',
      retryable: false,
      divisible: false,
    });
  });

  it.each([
    { status: 413, retryable: false, divisible: true },
    { status: 400, retryable: false, divisible: false },
    { status: 404, retryable: false, divisible: false },
    { status: 502, retryable: true, divisible: false },
  ])('goes by the status $status where no code is given', async ({ status, ...expected }) => {
    answer = { status, headers: {}, body: () => '<html></html>' };
    await expect(events.put([contractEvent(1)])).rejects.toMatchObject({ errorCode: `Http${status}`, ...expected });
  });

  it('keeps its connections', async () => {
    const connections = new Set<string>();
    server.on('connection', socket => connections.add(`${socket.remotePort}`));
    for (let number = 0; number < 5; number++) await events.put([contractEvent(number)]);
    expect(connections.size).toBeLessThanOrEqual(1);
  });

  it('takes a server that is not there for a passing failure', async () => {
    const nowhere = new CloudTrailLakeEvents({
      channelArn,
      region: 'eu-central-1',
      endpointUrl: 'http://127.0.0.1:9',
      maxConcurrentRequests: 1,
      credentials: { accessKeyId: 'a', secretAccessKey },
    });
    await expect(nowhere.put([contractEvent(1)])).rejects.toMatchObject({ errorCode: 'NoAnswer', retryable: true });
  });
});
