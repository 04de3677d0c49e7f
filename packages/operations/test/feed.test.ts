import { readRecord } from '@audit-bridge/activity-log';
import type { RestApi } from '@audit-bridge/azure-rest-api/rest-api';
import type { Environment } from '@audit-bridge/config';
import type { EventHubProducerClient } from '@azure/event-hubs';
import { awsConnections } from '../src/clouds/aws-connections';
import type { AzureConnections } from '../src/clouds/azure-connections';
import { feedCommand } from '../src/feed/feed-command';
import { hubMessages } from '../src/feed/hub-messages';
import { sampleTraffic } from '../src/feed/sample-traffic';
import { MemoryBlobStore } from './memory-blob-store';
import { RecordedContext } from './recorded-context';

const now = Date.parse('2026-11-21T12:00:00Z');
const environment = {
  name: 'sandbox',
  kind: 'sandbox',
  owner: 'ada',
  aws: { accountId: '123456789012', region: 'eu-central-1' },
  azure: {
    subscriptionId: '5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70',
    subscriptionIds: ['5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70'],
    tenantId: '0e7a5f7c-3c1d-4f0e-9a55-5f6a7b8c9d0e',
  },
  pipelines: { securityLake: { source: 'generated' } },
} as unknown as Environment;
const traffic = (more: Partial<Parameters<typeof sampleTraffic>[0]> = {}) =>
  sampleTraffic({ environment, count: 500, hours: 2, seed: 7, unmappable: 0.1, now, ...more });

describe('sampleTraffic', () => {
  it.each([3, 12])('tells of nothing that is yet to come, in a busy hour and in a quiet one: %d h', hour => {
    const at = Date.parse('2026-11-21T00:00:00Z') + hour * 3_600_000;
    const records = [...traffic({ count: 150, now: at }).records];
    expect(records).toHaveLength(150);
    expect(Math.max(...records.map(({ receivedMilliseconds }) => receivedMilliseconds))).toBeLessThanOrEqual(at);
    for (const { bytes } of records) {
      const outcome = readRecord(bytes);
      if (outcome.kind === 'record') expect(outcome.record.timeMilliseconds).toBeLessThanOrEqual(at);
    }
  });

  it('tells of the last hours', () => {
    const times = [...traffic({ count: 2_000 }).records].map(({ receivedMilliseconds }) => receivedMilliseconds);
    expect(times).toHaveLength(2_000);
    expect(Math.min(...times)).toBeGreaterThan(now - 3 * 3_600_000);
    expect(Math.max(...times)).toBeGreaterThan(now - 3_600_000);
  });
});

describe('hubMessages', () => {
  it('puts records into messages as they are, and one that must be refused into a message of its own', () => {
    const records = [...traffic().records];
    const messages = [...hubMessages(records)];
    expect(messages.reduce((sum, message) => sum + message.records, 0)).toBe(500);
    for (const { body } of messages) expect(body.length).toBeLessThan(256 * 1024);
    const mappable = records.filter(({ expected }) => expected === 'record');
    const shared = messages.filter(message => message.records > 1).map(({ body }) => body.toString());
    expect(shared.length).toBeGreaterThan(1);
    expect(shared.join('').length).toBeLessThan(records.reduce((sum, { bytes }) => sum + bytes.length + 20, 0));
    for (const text of shared) expect(Array.isArray((JSON.parse(text) as { records: unknown[] }).records)).toBe(true);
    for (const { bytes } of mappable) expect(messages.some(({ body }) => body.includes(bytes))).toBe(true);
  });
});

/** A hub that takes three messages a batch. */
class MemoryHub {
  readonly eventHubName = 'activity-log';
  readonly fullyQualifiedNamespace = 'example.servicebus.windows.net';
  readonly sent: Buffer[] = [];
  closed = false;
  onSent = () => {};

  async createBatch() {
    const bodies: Buffer[] = [];
    return {
      bodies,
      get count() {
        return bodies.length;
      },
      tryAdd: ({ body }: { body: Buffer }) => bodies.length < 3 && bodies.push(body) > 0,
    };
  }

  async sendBatch({ bodies }: { bodies: Buffer[] }) {
    this.sent.push(...bodies);
    this.onSent();
  }

  async close() {
    this.closed = true;
  }
}

/** Any subscription is one of the tenant's. */
const resourceManager = { get: async () => ({ tenantId: environment.azure.tenantId }) } as unknown as RestApi;

class Command extends RecordedContext {
  readonly hub = new MemoryHub();
  readonly blobs = new MemoryBlobStore();

  run(more: Partial<Environment> = {}, count = 400) {
    const azure: Partial<AzureConnections> = {
      eventHub: () => this.hub as unknown as EventHubProducerClient,
      parkingContainer: () => this.blobs.client,
      resourceManager: () => resourceManager,
    };
    const clouds = { aws: awsConnections({ region: 'eu-central-1' }), azure: azure as AzureConnections };
    const options = { count, hours: 1, seed: 3, unmappable: 0.05, yes: false };
    return feedCommand.run({ ...this, environment: { ...environment, ...more }, pipeline: 'security-lake', clouds }, options);
  }
}

describe('bridge feed', () => {
  it('says where to, asks, sends every record once and closes', async () => {
    const command = new Command();
    expect(await command.run()).toBe(0);
    expect(command.lines.join('\n')).toContain('into:  event hub activity-log of example.servicebus.windows.net');
    expect(command.lines.at(-1)).toBe('400 of 400 records sent.');
    expect(command.steps.at(-1)).toBe('400 of 400 records');
    expect(command.results).toEqual([{ sent: 400, count: 400, seed: 3 }]);
    expect(command.hub.closed).toBe(true);
    const expected = [
      ...hubMessages(sampleTraffic({ environment, count: 400, hours: 1, seed: 3, unmappable: 0.05, now: Date.now() }).records),
    ];
    expect(command.hub.sent).toHaveLength(expected.length);
  });

  it('sends nothing where nobody agrees', async () => {
    const command = new Command();
    command.agrees = false;
    expect(await command.run()).toBe(2);
    expect(command.hub.sent).toEqual([]);
  });

  it.each<readonly [name: string, more: Partial<Environment>, message: RegExp]>([
    ['production', { kind: 'production' }, /sandbox-security-lake is production: nothing was sent/],
    [
      'an environment with real records',
      { pipelines: { securityLake: { source: 'diagnostic-setting' } } } as Partial<Environment>,
      /takes real records \(its source is 'diagnostic-setting'\)/,
    ],
    ['an environment without the pipeline', { pipelines: {} }, /has no such pipeline/],
  ])('refuses %s, whatever anybody agrees to', async (_, more, message) => {
    const command = new Command();
    await expect(command.run(more)).rejects.toThrow(message);
    expect(command.hub.sent).toEqual([]);
  });

  it('stops between two batches when it is told to', async () => {
    const command = new Command();
    command.hub.onSent = () => command.interruption.request();
    expect(await command.run()).toBe(130);
    expect(command.hub.sent).toHaveLength(3);
    expect(command.hub.closed).toBe(true);
  });

  it('writes down what it sends, and sends once more what an earlier feed had left open', async () => {
    const command = new Command();
    let batches = 0;
    command.hub.onSent = () => {
      // The hub has taken it, and the answer is lost.
      if (++batches === 2) throw new Error('connection reset');
    };
    await expect(command.run()).rejects.toThrow('connection reset');
    const open = () => [...command.blobs.blobs.values()].filter(({ metadata }) => metadata.confirmedat === undefined);
    expect([command.blobs.blobs.size, open().length, command.hub.sent.length]).toEqual([2, 1, 6]);
    command.hub.onSent = () => {};
    expect(await command.run({}, 5)).toBe(0);
    expect(command.lines).toContain('3 messages that an earlier feed had perhaps not sent were sent once more.');
    expect(command.hub.sent.slice(6, 9)).toEqual(command.hub.sent.slice(3, 6));
    expect(open()).toEqual([]);
  });

  it('sends nothing that it cannot write down', async () => {
    const command = new Command();
    command.blobs.getBlockBlobClient = () => ({ upload: () => Promise.reject(new Error('no rights')) });
    await expect(command.run()).rejects.toThrow('no rights');
    expect(command.hub.sent).toEqual([]);
  });
});
