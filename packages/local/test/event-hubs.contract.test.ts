import {
  type EventData,
  EventHubConsumerClient,
  EventHubProducerClient,
  type EventPosition,
  type ReceivedEventData,
  type Subscription,
} from '@azure/event-hubs';
import { type EventHubs, startEventHubs } from '../src/emulators/event-hubs';

const retryOptions = { maxRetries: 0 };

describe('startEventHubs, seen by the real client', () => {
  let hubs: EventHubs;
  let time = Date.parse('2026-01-01T00:00:00Z');
  const closing: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    hubs = await startEventHubs({
      eventHubs: {
        spread: { partitionCount: 3 },
        single: { partitionCount: 1, consumerGroups: ['readers'] },
        forgetful: { partitionCount: 1, maxRetainedMessages: 3 },
      },
      now: () => time,
    });
  });
  // The last opened first: a consumer client ends its subscriptions.
  afterEach(async () => {
    for (const client of closing.splice(0).reverse()) await client.close();
  });
  afterAll(() => hubs.stop());

  function producerOf(eventHubName: string): EventHubProducerClient {
    const producer = new EventHubProducerClient(hubs.connectionString, eventHubName, { retryOptions });
    closing.push(producer);
    return producer;
  }

  const text = (event: { readonly body: unknown }) => String(event.body);
  const events = (...bodies: string[]): EventData[] => bodies.map(body => ({ body: Buffer.from(body) }));

  interface Reading {
    readonly received: ReceivedEventData[];
    readonly errors: Error[];
    readonly closed: Promise<unknown>;
    until(count: number): Promise<readonly ReceivedEventData[]>;
    stop(): Promise<void>;
  }

  function read(eventHubName: string, startPosition: EventPosition, options: { ownerLevel?: number; group?: string } = {}): Reading {
    const client = new EventHubConsumerClient(options.group ?? '$Default', hubs.connectionString, eventHubName, { retryOptions });
    const received: ReceivedEventData[] = [];
    const errors: Error[] = [];
    let wake = () => {};
    let subscription: Subscription | undefined;
    const closed = new Promise<unknown>(resolve => {
      subscription = client.subscribe(
        '0',
        {
          processEvents: async some => {
            received.push(...some);
            wake();
          },
          processError: async error => {
            errors.push(error);
            wake();
          },
          processClose: async reason => resolve(reason),
        },
        {
          startPosition,
          skipParsingBodyAsJson: true,
          maxBatchSize: 100,
          ...(options.ownerLevel !== undefined && { ownerLevel: options.ownerLevel }),
        },
      );
    });
    closing.push(client);
    if (subscription !== undefined) closing.push(subscription);
    const until = async (count: number) => {
      while (received.length < count && errors.length === 0) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
      return received;
    };
    return { received, errors, closed, until, stop: async () => subscription?.close() };
  }

  it('tells the properties of an event hub and of its partitions', async () => {
    const producer = producerOf('spread');
    expect(await producer.getEventHubProperties()).toMatchObject({ name: 'spread', partitionIds: ['0', '1', '2'] });
    expect(await producer.getPartitionProperties('2')).toMatchObject({ partitionId: '2', isEmpty: true, lastEnqueuedSequenceNumber: -1 });
    await producer.sendBatch(events('a', 'b'), { partitionId: '2' });
    expect(await producer.getPartitionProperties('2')).toMatchObject({
      isEmpty: false,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: 1,
    });
  });

  it('spreads batches, keeps a key in one partition, and sends to a partition that is named', async () => {
    const producer = producerOf('spread');
    const hub = hubs.eventHub('spread');
    const counts = () => hub.partitions.map(({ lastSequenceNumber }) => lastSequenceNumber + 1);
    const before = counts();
    for (let batch = 0; batch < 3; batch += 1) await producer.sendBatch(events('x'));
    expect(counts()).toEqual(before.map(count => count + 1));
    for (let batch = 0; batch < 3; batch += 1) await producer.sendBatch(events('keyed'), { partitionKey: 'a key' });
    const holders = hub.partitions.filter(({ messages }) => messages.some(message => text(message) === 'keyed'));
    expect(holders).toHaveLength(1);
    expect(holders[0]?.last?.partitionKey).toBe('a key');
  });

  it('keeps bytes as they are: text that is no UTF-8, numbers beyond 2^53, nothing at all, a message of nearly 1 MB', async () => {
    const bodies = [
      Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
      Buffer.from('{"a":12345678901234567890,"a":1.10}'),
      Buffer.alloc(0),
      Buffer.alloc(1_000_000, 'é'),
    ];
    const producer = producerOf('single');
    const start = hubs.eventHub('single').partitions[0]?.lastSequenceNumber ?? -1;
    for (const body of bodies) {
      const batch = await producer.createBatch();
      expect(batch.tryAdd({ body })).toBe(true);
      await producer.sendBatch(batch);
    }
    const received = await read('single', { sequenceNumber: start }, { group: 'readers' }).until(bodies.length);
    expect(received.map(({ body }, index) => Buffer.compare(body, bodies[index] ?? Buffer.from('none')))).toEqual([0, 0, 0, 0]);
  });

  it('annotates messages, and keeps their properties', async () => {
    const partition = hubs.eventHub('single').partitions[0];
    const sequenceNumber = (partition?.lastSequenceNumber ?? -1) + 1;
    await producerOf('single').sendBatch(
      [{ body: Buffer.from('x'), properties: { origin: 'test', count: 2 }, contentType: 'text/plain' }],
      { partitionKey: 'k' },
    );
    const [event] = await read('single', { sequenceNumber, isInclusive: true }).until(1);
    expect(event).toMatchObject({ sequenceNumber, partitionKey: 'k', enqueuedTimeUtc: new Date(time), contentType: 'text/plain' });
    expect(event?.properties).toEqual({ origin: 'test', count: 2 });
    expect(event?.offset).toBe(partition?.last?.offset);
  });

  it('begins where a consumer says', async () => {
    const producer = producerOf('forgetful');
    time += 60_000;
    await producer.sendBatch(events('one', 'two'));
    time += 60_000;
    await producer.sendBatch(events('three'));
    const [one, two, three] = hubs.eventHub('forgetful').partitions[0]?.messages ?? [];
    if (one === undefined || two === undefined || three === undefined) throw new Error('not sent');
    const firstAt = async (startPosition: EventPosition) => {
      const reading = read('forgetful', startPosition);
      const [event] = await reading.until(1);
      await reading.stop();
      return event && text(event);
    };
    expect(await firstAt({ offset: '-1' })).toBe('one');
    expect(await firstAt({ offset: two.offset })).toBe('three');
    expect(await firstAt({ offset: two.offset, isInclusive: true })).toBe('two');
    expect(await firstAt({ sequenceNumber: one.sequenceNumber })).toBe('two');
    expect(await firstAt({ enqueuedOn: two.enqueuedTime })).toBe('three');
    const latest = read('forgetful', { offset: '@latest' });
    await read('forgetful', { sequenceNumber: two.sequenceNumber }).until(1);
    await producer.sendBatch(events('four'));
    expect((await latest.until(1)).map(text)).toEqual(['four']);
  });

  it('drops the oldest, so that a consumer that comes late sees a gap', async () => {
    const producer = producerOf('forgetful');
    await producer.sendBatch(events('five', 'six', 'seven', 'eight'));
    const received = await read('forgetful', { sequenceNumber: 0 }).until(3);
    expect(received.map(text)).toEqual(['six', 'seven', 'eight']);
    expect(received[0]?.sequenceNumber).toBeGreaterThan(1);
  });

  it('gives a partition to the newest of the highest owner level, and takes it from the one before', async () => {
    const first = read('single', { offset: '-1' }, { ownerLevel: 1 });
    await first.until(1);
    const second = read('single', { offset: '-1' }, { ownerLevel: 1 });
    await second.until(1);
    expect(await first.closed).toBe('OwnershipLost');
    expect(first.errors).toMatchObject([{ code: 'ReceiverDisconnectedError' }]);
    const lower = read('single', { offset: '-1' });
    await lower.closed;
    expect(lower.received).toEqual([]);
    expect(lower.errors).toMatchObject([{ code: 'ReceiverDisconnectedError' }]);
  });

  it('refuses what Event Hubs refuses', async () => {
    const tooLarge = producerOf('single').sendBatch([{ body: Buffer.alloc(1_048_577) }]);
    await expect(tooLarge).rejects.toMatchObject({ code: 'MessageTooLargeError' });
    await expect(producerOf('missing').sendBatch(events('x'))).rejects.toMatchObject({ code: 'MessagingEntityNotFoundError' });
    const stranger = read('single', { offset: '-1' }, { group: 'strangers' });
    await stranger.closed;
    expect(stranger.errors).toMatchObject([{ code: 'MessagingEntityNotFoundError' }]);
    const otherKey = hubs.connectionString.replace(/SharedAccessKey=[^;]+/, 'SharedAccessKey=b3RoZXI=');
    const forger = new EventHubProducerClient(otherKey, 'single', { retryOptions });
    closing.push(forger);
    await expect(forger.sendBatch(events('x'))).rejects.toMatchObject({ code: 'UnauthorizedError' });
  });

  it('delivers many messages in their order, by credit', async () => {
    const producer = producerOf('spread');
    const from = (hubs.eventHub('spread').partitions[0]?.lastSequenceNumber ?? -1) + 1;
    const bodies = Array.from({ length: 5_000 }, (_, index) => `message ${index}`);
    for (let index = 0; index < bodies.length; index += 1_000)
      await producer.sendBatch(events(...bodies.slice(index, index + 1_000)), { partitionId: '0' });
    const received = await read('spread', { sequenceNumber: from, isInclusive: true }).until(bodies.length);
    expect(received.map(text)).toEqual(bodies);
  });
});
