import { readRecord } from '@audit-bridge/activity-log';
import { requestError, throttled } from '@audit-bridge/record-stream/test/fakes/memory-record-stream';
import { generateRecords } from '@audit-bridge/sample-records';
import { ForwarderWorld, subscriptionId } from './fakes/forwarder-world';

const stranger = '99999999-8888-4777-8666-555555555555';
const recordOf = (members: string) => `{"resourceId":"/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/x",${members}}`;
const messageOf = (...records: readonly string[]) => `{"records":[${records.join(',')}]}`;
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => recordOf(`"n":${from + index}`));
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Records of every kind that are JSON objects, of the configured subscription. */
const sampleRecords = () =>
  generateRecords({
    seed: 7,
    count: 300,
    startTime: '2026-11-20T00:00:00Z',
    subscriptionIds: [subscriptionId],
    tenantId: '99999999-8888-4777-8666-555555555555',
  });

function recordId(bytes: Buffer): string | undefined {
  const outcome = readRecord(bytes);
  return outcome.kind === 'record' ? outcome.record.uid : undefined;
}

describe('forwardMessages', () => {
  let world: ForwarderWorld;
  beforeEach(() => {
    world = new ForwarderWorld();
  });

  it('forwards the records of all messages, each with its own bytes', async () => {
    const records = [recordOf('"a" : 1.10'), recordOf('"b":12345678901234567890,"b":1'), recordOf('"Level":1,"level":"4"')];
    const counts = await world.forward([messageOf(...records.slice(0, 2)), records[2] ?? '']);
    expect(world.stream.texts).toEqual(records);
    expect(counts).toMatchObject({ messagesIn: 2, recordsForwarded: 3, recordsRefused: 0, retriedRows: 0 });
    expect(await world.parked()).toEqual([]);
  });

  it('keeps the ids that the other pipeline gives the same records', async () => {
    const records = [...sampleRecords()].map(({ bytes }) => bytes);
    const ids = records.map(recordId);
    expect(ids.filter(id => id !== undefined).length).toBeGreaterThan(200);
    const messages = Array.from({ length: 30 }, (_, index) => {
      const listed = records.slice(index * 10, index * 10 + 10);
      return Buffer.concat([
        Buffer.from('\ufeff{ "records" : ['),
        ...listed.flatMap(bytes => [Buffer.from(' '), bytes, Buffer.from(' ,')]),
      ]);
    }).map(message => Buffer.concat([message.subarray(0, -1), Buffer.from(']}\r\n')]));
    await world.forward(messages);
    expect(world.stream.taken.map(({ bytes }) => recordId(bytes))).toEqual(ids);
  });

  it.each([
    ['is not JSON', 'time,operation', 'MalformedMessage', undefined],
    ['is empty', '', 'MalformedMessage', undefined],
    ['is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'MalformedMessage', undefined],
    ['holds a text', messageOf('"text"'), 'NotAnObject', '"text"'],
    ['holds a number', messageOf('12345678901234567890'), 'NotAnObject', '12345678901234567890'],
    ['holds null', messageOf('null'), 'NotAnObject', 'null'],
    ['nests 10,000 levels', messageOf(recordOf(`"a":${nested(10_000)}`)), 'TooDeep', recordOf(`"a":${nested(10_000)}`)],
    ['nests one level too many', messageOf(recordOf(`"a":${nested(100)}`)), 'TooDeep', recordOf(`"a":${nested(100)}`)],
    ['names a stranger', messageOf(`{"subscriptionId":"${stranger}"}`), 'UnknownSubscription', `{"subscriptionId":"${stranger}"}`],
  ])('parks a message that %s, with its place and its bytes', async (_, message, reason, bytes) => {
    const counts = await world.forward(['{"records":[]}', message], 40);
    expect(world.stream.calls).toEqual([]);
    expect(counts).toMatchObject({ recordsRefused: 1, recordsForwarded: 0 });
    const [parked, ...more] = await world.parked();
    expect(more).toEqual([]);
    expect(parked).toMatchObject({ reason, partitionId: '3', offset: '4100', sequenceNumber: 41 });
    expect(parked?.position).toBe(bytes === undefined ? undefined : 0);
    expect(parked?.bytes.equals(Buffer.from((bytes ?? message) as string))).toBe(true);
  });

  it.each([
    ['no records', messageOf(), 0],
    ['a record of 900 kB', messageOf(recordOf(`"a":"${'x'.repeat(900_000)}"`)), 1],
    ['10,000 keys', messageOf(recordOf(Array.from({ length: 10_000 }, (_, index) => `"k${index}":${index}`).join())), 1],
    ['a key of 60,000 characters', messageOf(recordOf(`"${'k'.repeat(60_000)}":1`)), 1],
    ['a number of 2,000 digits', messageOf(recordOf(`"n":${'9'.repeat(2_000)}`)), 1],
    ['a hundred levels', messageOf(recordOf(`"a":${nested(99)}`)), 1],
    ['no subscription', messageOf('{"a":1}'), 1],
    ['no time and another log', messageOf(recordOf('"category":"SignInLogs"')), 1],
  ])('forwards %s as it is', async (_, message, count) => {
    const counts = await world.forward([message]);
    expect(counts.recordsForwarded).toBe(count);
    expect(world.stream.texts.join()).toBe(count === 0 ? '' : message.slice('{"records":['.length, -2));
    expect(await world.parked()).toEqual([]);
  });

  it('parks a record that is a byte larger than Kinesis takes, and none that fits', async () => {
    const ofBytes = (length: number) => recordOf(`"a":"${'x'.repeat(length - recordOf('"a":""').length)}"`);
    const largest = 1024 * 1024 - 8;
    await world.forward([messageOf(ofBytes(largest), ofBytes(largest + 1))]);
    expect(world.stream.taken.map(({ bytes }) => bytes.length)).toEqual([largest]);
    expect(await world.parked()).toMatchObject([{ reason: 'TooLarge', position: 1 }]);
  });

  it('parks what is refused among what is forwarded, and counts strangers', async () => {
    const [first = '', second = ''] = numbered(2);
    const counts = await world.forward([messageOf(first, 'null', `{"RESOURCEID":"/subscriptions/${stranger}/x"}`, second)]);
    expect(world.stream.texts).toEqual([first, second]);
    expect(await world.parked()).toMatchObject([
      { reason: 'NotAnObject', position: 1 },
      { reason: 'UnknownSubscription', position: 2 },
    ]);
    expect(counts).toMatchObject({ recordsForwarded: 2, recordsRefused: 2, unknownSubscriptionRecords: 1 });
  });

  it.each([
    ['in another member when the first is null', `{"resourceId":null,"RESOURCEID":"/subscriptions/${stranger}"}`],
    ['under another name', `{"_ResourceId":"/subscriptions/${stranger}"}`],
    ['in the id of the REST API', `{"id":"/subscriptions/${stranger}/events/1"}`],
    ['in the last of two', `{"resourceId":"/subscriptions/${subscriptionId}","resourceId":"/subscriptions/${stranger}"}`],
    ['that is no id at all', '{"subscriptionId":"somebody@example.com"}'],
  ])('lets nobody hide a strange subscription %s', async (_, record) => {
    await world.forward([messageOf(record)]);
    expect(world.stream.taken).toEqual([]);
    const [parked] = await world.parked();
    expect(parked?.reason).toBe('UnknownSubscription');
    expect(parked?.message).not.toContain('somebody');
  });

  it('fills requests of 500 rows, a bounded number of them side by side', async () => {
    const records = numbered(5_200);
    const messages = Array.from({ length: 52 }, (_, index) => messageOf(...records.slice(index * 100, index * 100 + 100)));
    await world.forward(messages);
    expect(world.stream.calls.map(rows => rows.length).sort((one, other) => one - other)).toEqual([200, ...Array(10).fill(500)]);
    expect(world.stream.mostUnderWay).toBeLessThanOrEqual(4);
    expect([...world.stream.texts].sort()).toEqual([...records].sort());
    expect(new Set(world.stream.taken.map(({ partitionKey }) => partitionKey)).size).toBeGreaterThan(5_000);
  });

  it('closes a request before its bytes pass the limit', async () => {
    const records = Array.from({ length: 23 }, (_, index) => recordOf(`"a":"${'x'.repeat(900_000)}","n":${index}`));
    await world.forward(records.map(record => messageOf(record)));
    expect(world.stream.calls.map(rows => rows.length)).toEqual([11, 11, 1]);
  });

  it('sends only the refused rows again, and loses and repeats none', async () => {
    const records = numbered(1_000);
    world.stream.fault = (rows, call) =>
      call > 6 ? undefined : rows.map((_, index) => (index % 3 === call % 3 ? throttled : { kind: 'taken' }));
    const counts = await world.forward([messageOf(...records)]);
    expect([...world.stream.texts].sort()).toEqual([...records].sort());
    expect(counts.recordsForwarded).toBe(1_000);
    expect(counts.retriedRows).toBe(world.stream.calls.reduce((sum, rows) => sum + rows.length, 0) - 1_000);
    expect(await world.parked()).toEqual([]);
  });

  it.each(['InternalFailure', 'TimeoutError', 'ECONNRESET', 'ExpiredTokenException', 'AccessDeniedException'])(
    'sends a whole request again after %s',
    async errorCode => {
      world.stream.fault = (_, call) => (call <= 3 ? requestError(errorCode) : undefined);
      const counts = await world.forward([messageOf(...numbered(10))]);
      expect([...world.stream.texts].sort()).toEqual([...numbered(10)].sort());
      expect(counts.retriedRows).toBe(30);
    },
  );

  it('waits longer and longer between attempts, at random', async () => {
    world.stream.fault = (rows, call) => (call < 12 ? rows.map(() => throttled) : undefined);
    await world.forward([messageOf(...numbered(1))]);
    expect(world.clock.sleeps).toHaveLength(11);
    for (const [index, sleep] of world.clock.sleeps.entries()) expect(sleep).toBeLessThanOrEqual(Math.min(5_000, 100 * 2 ** index));
    expect(new Set(world.clock.sleeps).size).toBeGreaterThan(3);
  });

  it('parks what is undelivered when time is up, with its place, and succeeds', async () => {
    world.stream.fault = rows => rows.map(({ bytes }) => (bytes.includes('"n":7') ? throttled : { kind: 'taken' }));
    const startedAt = world.clock.now();
    const counts = await world.forward([messageOf(...numbered(5)), messageOf(...numbered(5, 5))], 10);
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(120_000);
    expect(world.clock.now() - startedAt).toBeGreaterThan(100_000);
    expect(counts).toMatchObject({ recordsForwarded: 9, recordsUndelivered: 1, recordsRefused: 0 });
    expect(await world.parked()).toMatchObject([{ reason: 'Undelivered', sequenceNumber: 11, position: 2, offset: '1100' }]);
    expect([...world.parking.blobs.keys()]).toEqual([
      expect.stringMatching(/^undelivered\/2026\/11\/21\/09\/3-0{14}11-[0-9a-f]{32}\.jsonl$/),
    ]);
  });

  it('isolates the one row that the stream calls invalid', async () => {
    world.stream.fault = rows =>
      rows.some(({ bytes }) => bytes.includes('"n":617')) ? requestError('ValidationException', true) : undefined;
    const counts = await world.forward([messageOf(...numbered(700))]);
    expect(counts).toMatchObject({ recordsForwarded: 699, recordsRefused: 1, recordsUndelivered: 0 });
    expect(await world.parked()).toMatchObject([{ reason: 'RefusedByStream', position: 617 }]);
    expect(world.stream.texts).toHaveLength(699);
  });

  it('takes a row without an outcome for one that was not taken', async () => {
    world.stream.fault = (rows, call) => (call === 1 ? rows.slice(1).map(() => ({ kind: 'taken' })) : undefined);
    await world.forward([messageOf(...numbered(3))]);
    expect(new Set(world.stream.texts)).toEqual(new Set(numbered(3)));
  });

  it('throws when the stream and the parking place both fail', async () => {
    world.stream.fault = () => requestError('InternalFailure');
    world.parking.outage = 'The container does not answer.';
    await expect(world.forward([messageOf(...numbered(3))])).rejects.toMatchObject({
      name: 'RecordsNotParkedError',
      message: expect.stringContaining('3 records of partition 3'),
    });
    expect(world.sequenceNumbers.stored.size).toBe(0);
  });

  it('throws when a refused record cannot be parked, and succeeds with nothing to park', async () => {
    world.parking.outage = 'The container does not answer.';
    await expect(world.forward(['no JSON'])).rejects.toMatchObject({ name: 'RecordsNotParkedError' });
    await expect(world.forward([messageOf(...numbered(3))])).resolves.toMatchObject({ recordsForwarded: 3 });
  });

  it('leaves the same blob when the same message is refused in another run', async () => {
    await world.forward(['no JSON', messageOf('null')], 5);
    const names = [...world.parking.blobs.keys()];
    await world.forward([messageOf('null'), messageOf(...numbered(1))], 6);
    expect([...world.parking.blobs.keys()]).toEqual(names);
  });

  it('says nothing of a record in its lines', async () => {
    await world.forward(['{"secret', messageOf('"secret"', '{"subscriptionId":"secret"}', recordOf(`"secret":${nested(200)}`))]);
    expect(JSON.stringify(world.lines)).not.toContain('secret');
    for (const { message } of await world.parked()) expect(message).not.toContain('secret');
  });
});
