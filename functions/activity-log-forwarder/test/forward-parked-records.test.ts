import type { ParkedRecord } from '@audit-bridge/parked-records';
import { requestError, throttled } from '@audit-bridge/record-stream/test/fakes/memory-record-stream';
import { ForwarderWorld, subscriptionId } from './fakes/forwarder-world';

const parked = (sequenceNumber: number, text: string, changes: Partial<ParkedRecord> = {}): ParkedRecord => ({
  reason: 'Undelivered',
  message: 'The stream did not take the record in time.',
  partitionId: '3',
  offset: String(sequenceNumber),
  sequenceNumber,
  enqueuedAt: `2026-11-21T${String(sequenceNumber).padStart(2, '0')}:30:00.000Z`,
  position: 0,
  bytes: Buffer.from(text),
  ...changes,
});

describe('forwardParkedRecords', () => {
  let world: ForwarderWorld;
  beforeEach(() => {
    world = new ForwarderWorld();
  });

  it('sends undelivered records on, those of the oldest messages first, and removes their blobs', async () => {
    await world.parking.put([parked(9, '{"n":9}'), parked(1, '{ "n" : 1.0 }'), parked(5, '{"n":5,"n":6}')]);
    const run = await world.forwardParked();
    expect(world.stream.texts).toEqual(['{ "n" : 1.0 }', '{"n":5,"n":6}', '{"n":9}']);
    expect(run).toMatchObject({ blobsRemoved: 3, damagedBlobs: 0, oldestParkedMilliseconds: undefined });
    expect(run.counts.recordsForwarded).toBe(3);
    expect(world.parking.blobs.size).toBe(0);
  });

  it('has nothing to do without parked records', async () => {
    expect(await world.forwardParked()).toMatchObject({ blobsRemoved: 0, oldestParkedMilliseconds: undefined });
    expect(world.stream.calls).toEqual([]);
  });

  it('leaves what is refused for good where it is', async () => {
    await world.parking.put([parked(1, '"text"', { reason: 'NotAnObject' })]);
    await world.forwardParked();
    expect(world.parking.blobs.size).toBe(1);
    expect(world.stream.calls).toEqual([]);
  });

  it('keeps a blob until the stream has taken each of its records, and says how old the oldest is', async () => {
    await world.parking.put([parked(1, '{"n":1}'), parked(1, '{"n":2}', { position: 1 })]);
    world.clock.milliseconds += 600_000;
    const parkedAt = world.clock.now() - 600_000;
    world.stream.fault = rows => rows.map(({ bytes }) => (bytes.includes('2') ? throttled : { kind: 'taken' }));
    expect(await world.forwardParked()).toMatchObject({ blobsRemoved: 0, oldestParkedMilliseconds: parkedAt });
    expect(world.parking.blobs.size).toBe(1);
    world.stream.fault = () => undefined;
    await world.forwardParked();
    expect(world.parking.blobs.size).toBe(0);
    expect(new Set(world.stream.texts)).toEqual(new Set(['{"n":1}', '{"n":2}']));
  });

  it('does not wait for each blob in turn while the stream is away', async () => {
    await world.parking.put([1, 2, 3].map(number => parked(number, `{"n":${number}}`)));
    world.stream.fault = () => requestError('InternalFailure');
    const startedAt = world.clock.now();
    await world.forwardParked();
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(120_000);
    expect(world.parking.blobs.size).toBe(3);
  });

  it('begins no blob after its time', async () => {
    await world.parking.put([1, 2].map(number => parked(number, `{"n":${number}}`)));
    world.stream.fault = () => {
      world.clock.milliseconds += 300_000;
      return undefined;
    };
    expect(await world.forwardParked()).toMatchObject({ blobsRemoved: 1, oldestParkedMilliseconds: expect.any(Number) });
    expect(world.stream.texts).toEqual(['{"n":1}']);
  });

  it('goes past a damaged blob, which stays and is counted', async () => {
    await world.parking.put([1, 2].map(number => parked(number, `{"n":${number}}`)));
    const [name = ''] = world.parking.blobs.keys();
    world.parking.blobs.set(name, { content: Buffer.from('damaged\n'), parkedMilliseconds: 5 });
    expect(await world.forwardParked()).toMatchObject({ blobsRemoved: 1, damagedBlobs: 1, oldestParkedMilliseconds: 5 });
    expect([...world.parking.blobs.keys()]).toEqual([name]);
  });

  it('judges what was put back by the rules of today', async () => {
    const strange = '{"subscriptionId":"99999999-8888-4777-8666-555555555555"}';
    const own = `{"subscriptionId":"${subscriptionId}","records":[1]}`;
    const whole = { position: undefined };
    await world.parking.put([
      parked(1, strange),
      parked(2, own),
      parked(3, '{"records":[{"a":1},{"b":2}]}', whole),
      parked(4, 'no JSON', whole),
    ]);
    const run = await world.forwardParked();
    expect(world.stream.texts).toEqual([own, '{"a":1}', '{"b":2}']);
    expect(run.counts).toMatchObject({ recordsForwarded: 3, recordsRefused: 2, unknownSubscriptionRecords: 1 });
    expect((await world.parked()).map(({ reason, bytes }) => [reason, bytes.toString()])).toEqual([
      ['MalformedMessage', 'no JSON'],
      ['UnknownSubscription', strange],
    ]);
  });

  it('removes nothing when what is refused cannot be parked anew', async () => {
    await world.parking.put([parked(1, 'null')]);
    const { put } = world.parking;
    world.parking.put = () => Promise.reject(new Error('The container does not answer.'));
    await expect(world.forwardParked()).rejects.toThrow('does not answer');
    expect([...world.parking.blobs.keys()]).toEqual([expect.stringMatching(/^undelivered\//)]);
    world.parking.put = put;
    await world.forwardParked();
    expect([...world.parking.blobs.keys()]).toEqual([expect.stringMatching(/^refused\/NotAnObject\//)]);
  });

  it('loses nothing when two timers run at once', async () => {
    await world.parking.put(Array.from({ length: 5 }, (_, number) => parked(number, `{"n":${number}}`)));
    await Promise.all([world.forwardParked(), world.forwardParked()]);
    expect(new Set(world.stream.texts).size).toBe(5);
    expect(world.parking.blobs.size).toBe(0);
  });

  it('fails when the parking place does not answer', async () => {
    world.parking.outage = 'The container does not answer.';
    await expect(world.forwardParked()).rejects.toMatchObject({ name: 'ParkingPlaceError' });
  });
});
