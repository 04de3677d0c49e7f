import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { type CloudTrailData, startCloudTrailData } from '../src/emulators/cloudtrail-data';
import { testAccountId, testCredentials, testRegion } from '../src/emulators/test-account';

const event = (id: string, fields: object = {}) => ({ id, eventData: JSON.stringify({ ...minimalEvent(id), ...fields }) });

const minimalEvent = (id: string) => ({
  version: '1.0',
  userIdentity: { type: 'AzureUser', principalId: 'somebody' },
  eventSource: 'management.azure.com',
  eventName: 'write',
  eventTime: '2026-11-20T10:00:00Z',
  UID: id,
  recipientAccountId: testAccountId,
});

describe('startCloudTrailData', () => {
  let service: CloudTrailData;

  beforeAll(async () => {
    service = await startCloudTrailData();
  });
  afterAll(() => service.stop());
  afterEach(() => {
    service.chooseFault = undefined;
    service.ledger.clear();
  });

  interface Overrides {
    readonly channelArn?: string;
    readonly secretAccessKey?: string;
    readonly service?: string;
    readonly signingDate?: Date;
    /** Changes the body after it was signed. */
    readonly tamper?: (body: string) => string;
    readonly signal?: AbortSignal;
  }

  interface Answer {
    readonly successful: readonly { readonly id: string; readonly eventID: string }[];
    readonly failed: readonly { readonly id: string; readonly errorCode: string; readonly errorMessage: string }[];
  }

  async function put(auditEvents: unknown, overrides: Overrides = {}) {
    const url = new URL(service.url);
    const body = JSON.stringify({ auditEvents });
    const signer = new SignatureV4({
      service: overrides.service ?? 'cloudtrail-data',
      region: testRegion,
      sha256: Sha256,
      credentials: { ...testCredentials, secretAccessKey: overrides.secretAccessKey ?? testCredentials.secretAccessKey },
    });
    const signed = await signer.sign(
      new HttpRequest({
        method: 'POST',
        protocol: url.protocol,
        hostname: url.hostname,
        port: Number(url.port),
        path: '/PutAuditEvents',
        query: { channelArn: overrides.channelArn ?? service.channelArn },
        headers: { host: url.host, 'content-type': 'application/json' },
        body,
      }),
      { signingDate: overrides.signingDate },
    );
    const query = new URLSearchParams(signed.query as Record<string, string>);
    const response = await fetch(`${service.url}/PutAuditEvents?${query}`, {
      method: 'POST',
      headers: signed.headers,
      body: overrides.tamper?.(body) ?? body,
      signal: overrides.signal,
    });
    const answer = (await response.json()) as Answer;
    return { status: response.status, errorType: response.headers.get('x-amzn-errortype'), body: answer };
  }

  it('accepts correctly signed events and keeps them in order', async () => {
    const events = Array.from({ length: 100 }, (_, index) => event(`event-${index}`, { eventName: 'Größe' }));
    const { status, body } = await put(events);
    expect(status).toBe(200);
    expect(body.failed).toEqual([]);
    expect(body.successful.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(service.ledger.events.map(({ eventData }) => eventData)).toEqual(events.map(({ eventData }) => eventData));
  });

  it.each<[string, Overrides]>([
    ['another secret key', { secretAccessKey: 'other' }],
    ['another service', { service: 'cloudtrail' }],
    ['a signature of an hour ago', { signingDate: new Date(Date.now() - 3_600_000) }],
    ['a body that was changed on the way', { tamper: body => body.replace('write', 'wrote') }],
  ])('refuses %s', async (_, overrides) => {
    const { status, errorType } = await put([event('a')], overrides);
    expect({ status, errorType }).toEqual({ status: 403, errorType: 'InvalidSignatureException' });
    expect(service.ledger.events).toEqual([]);
  });

  it('refuses a request without a signature', async () => {
    const response = await fetch(`${service.url}/PutAuditEvents`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });

  it.each<[string, string, unknown, Overrides]>([
    ['an unknown channel', 'ChannelNotFound', [event('a')], { channelArn: 'arn:aws:cloudtrail:eu-west-1:123456789012:channel/other' }],
    ['a channel that is no ARN', 'InvalidChannelARN', [event('a')], { channelArn: 'other' }],
    ['101 events', 'ValidationException', Array.from({ length: 101 }, (_, index) => event(`e${index}`)), {}],
    ['no events', 'ValidationException', [], {}],
    ['an id with other characters', 'ValidationException', [event('a/b')], {}],
    ['an id of 129 characters', 'ValidationException', [event('a'.repeat(129))], {}],
    ['an id twice', 'DuplicatedAuditEventId', [event('a'), event('a')], {}],
    ['a wrong checksum', 'ValidationException', [{ ...event('a'), eventDataChecksum: 'x' }], {}],
  ])('refuses %s', async (_, code, events, overrides) => {
    const { status, errorType } = await put(events, overrides);
    expect({ status, errorType }).toEqual({ status: 400, errorType: code });
    expect(service.ledger.events).toEqual([]);
  });

  it('refuses more than a megabyte', async () => {
    const events = Array.from({ length: 20 }, (_, index) => event(`e${index}`, { requestParameters: { text: 'x'.repeat(50_000) } }));
    expect((await put(events)).status).toBe(413);
  });

  it('takes the checksum of an event', async () => {
    const checked = event('a');
    const eventDataChecksum = createHash('sha256').update(checked.eventData).digest('base64');
    expect((await put([{ ...checked, eventDataChecksum }])).body.successful).toHaveLength(1);
  });

  it('answers failures of single events inside a 200', async () => {
    const { status, body } = await put([event('a'), event('b', { recipientAccountId: '000000000000' })]);
    expect(status).toBe(200);
    expect(body.successful).toMatchObject([{ id: 'a' }]);
    expect(body.failed).toMatchObject([{ id: 'b', errorCode: 'InvalidRecipient' }]);
  });

  it('refuses an event that breaks a limit of its schema', async () => {
    const { body } = await put([event('a', { additionalEventData: { text: 'x'.repeat(28_000) } })]);
    expect(body.failed).toMatchObject([{ id: 'a', errorCode: 'FieldTooLong' }]);
  });

  it('takes an id again in another request, and tells equal bytes from different ones', async () => {
    await put([event('a'), event('b')]);
    await put([event('a'), event('b', { eventName: 'other' })]);
    const { events, repeated, conflicting, distinct } = service.ledger;
    expect([events.length, repeated, conflicting, distinct]).toEqual([4, 1, 1, 3]);
  });

  describe('with injected faults', () => {
    it('throttles some entries and takes the others', async () => {
      service.chooseFault = () => ({ kind: 'refuse-entries', errorCode: 'Throttling', entries: (_, index) => index % 2 === 1 });
      const { body } = await put([event('a'), event('b'), event('c')]);
      expect(body.failed).toMatchObject([{ id: 'b', errorCode: 'Throttling' }]);
      expect(service.ledger.events.map(({ id }) => id)).toEqual(['a', 'c']);
    });

    it('fails the whole request', async () => {
      service.chooseFault = () => ({ kind: 'refuse-request', status: 503, errorType: 'ServiceUnavailableException' });
      expect(await put([event('a')])).toMatchObject({ status: 503, errorType: 'ServiceUnavailableException' });
      expect(service.ledger.events).toEqual([]);
    });

    it.each([
      ['before', 0],
      ['after', 1],
    ] as const)('breaks the connection %s the events are accepted', async (when, accepted) => {
      service.chooseFault = () => ({ kind: 'reset', when });
      await expect(put([event('a')])).rejects.toThrow('fetch failed');
      expect(service.ledger.events).toHaveLength(accepted);
    });

    it('never answers', async () => {
      service.chooseFault = () => ({ kind: 'hang' });
      await expect(put([event('a')], { signal: AbortSignal.timeout(200) })).rejects.toThrow('timeout');
      expect(service.ledger.events).toEqual([]);
    });
  });
});
