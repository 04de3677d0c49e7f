import { hash } from 'node:crypto';
import fc from 'fast-check';
import type { ActivityLogSource, SourceRecord, UnreadableRecord } from '../src/events/activity-log-source';
import type { ArrivedEvent, Destination } from '../src/events/destination';
import type { EventIdentity } from '../src/events/event-identity';
import type { FailurePlace, RefusedRecord } from '../src/events/failure-place';
import type { TimeRange } from '../src/events/time-range';
import { StopRequest } from '../src/interruption';
import { verify } from '../src/verify/verify';
import { sumOf, type VerifyReport } from '../src/verify/verify-report';

const sha256 = (text: string) => hash('sha256', text);
const day: TimeRange = { from: new Date('2026-11-02T00:00:00Z'), to: new Date('2026-11-03T12:30:00Z') };
const within = ({ from, to }: TimeRange, time: Date) => time >= from && time < to;

/** What of an event's two spellings the source has, and what arrived. */
interface Planted {
  readonly source: readonly (SourceRecord | UnreadableRecord)[];
  readonly arrived: readonly EventIdentity[];
  readonly refused?: readonly RefusedRecord[];
}

function run(planted: readonly Planted[], options: { settledBefore?: Date; kind?: ActivityLogSource['kind'] } = {}): Promise<VerifyReport> {
  const records = planted.flatMap(({ source }) => source);
  const source: ActivityLogSource = {
    kind: options.kind ?? 'blobs',
    description: 'memory',
    async *records(range) {
      yield* records.filter(record => within(range, 'reason' in record ? record.time : record.identity.time));
    },
  };
  const failurePlace: FailurePlace = {
    pipeline: 'cloudtrail-lake',
    name: 'failed-events',
    remedy: '',
    depth: async () => 0,
    find: async function* () {},
    findAny: async function* (ids) {
      yield* planted.flatMap(({ refused = [] }) => refused).filter(({ correlationId = '', id }) => ids.has(id) || ids.has(correlationId));
    },
  };
  return verify({
    lakes: [{ source, destination: destinationOf(planted.flatMap(({ arrived }) => arrived)) }],
    failurePlaces: [failurePlace],
    range: day,
    settledBefore: options.settledBefore ?? day.to,
    interruption: new StopRequest(),
    progress: () => {},
  });
}

function destinationOf(arrived: readonly EventIdentity[]): Destination {
  const rest = { actor: undefined, resource: undefined, arrivedAt: undefined, place: 'lake' };
  return {
    pipeline: 'cloudtrail-lake',
    description: 'lake',
    countByHour: async () => new Map(),
    async *events(range): AsyncIterable<ArrivedEvent> {
      for (const identity of arrived) if (within(range, identity.time)) yield { identity, ...rest };
    },
    find: async function* () {},
    newest: async () => undefined,
  };
}

const event = (name: string, more: Partial<EventIdentity> = {}): EventIdentity => ({
  id: sha256(name),
  time: new Date('2026-11-02T10:20:30.400Z'),
  correlationId: `c-${name}`,
  operation: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE',
  status: 'Success',
  subscriptionId: 'aaaaaaaa-0000-4000-8000-000000000001',
  ...more,
});
const record = (identity: EventIdentity, bytes = identity.id): SourceRecord => ({
  identity,
  bytes: Buffer.from(bytes),
  place: `blob at ${identity.id}`,
});
/** As the REST interface spells it, or the lake keeps it: other bytes, and so another id. */
const respelt = (identity: EventIdentity): EventIdentity => ({
  ...identity,
  id: hash('sha1', identity.id),
  operation: 'Microsoft.Storage/storageAccounts/write',
  status: identity.status === 'Success' ? 'Succeeded' : identity.status,
  time: new Date(Math.floor(identity.time.getTime() / 1000) * 1000),
});
const total = ({ destinations }: VerifyReport) => sumOf(destinations[0]?.hours ?? []);
const listed = ({ destinations: [destination] }: VerifyReport) => ({
  missing: (destination?.missing ?? []).map(({ id }) => id).sort(),
  doubled: (destination?.doubled ?? []).map(({ id }) => id).sort(),
  strange: (destination?.strange ?? []).map(({ id }) => id).sort(),
});

describe('verify', () => {
  it('finds every planted fault among any events, and nothing else', async () => {
    const fate = fc.constantFrom('arrived', 'twice', 'respelt', 'missing', 'doubled', 'refused', 'strange', 'exported twice');
    // Up to three events that say the same words: a script's calls within one second.
    const group = fc.record({
      fate,
      size: fc.integer({ min: 1, max: 3 }),
      at: fc.date({ min: day.from, max: new Date(day.to.getTime() - 1), noInvalidDate: true }),
      hasCorrelation: fc.boolean(),
      status: fc.constantFrom('Success', 'Failure', 'Started', 'Active'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(group, { maxLength: 40 }), async groups => {
        const expected = { missing: [] as string[], doubled: [] as string[], strange: [] as string[] };
        const planted = groups.flatMap(({ at, fate, hasCorrelation, size, status }, index) => {
          const words = { time: at, status, correlationId: hasCorrelation ? `c-${index}` : undefined, operation: `Op/${index}/write` };
          return Array.from({ length: size }, (_, member): Planted => {
            const identity = event(`${index}.${member}`, words);
            const other = { ...respelt(identity), operation: words.operation.toUpperCase() };
            if (fate === 'missing') expected.missing.push(identity.id);
            if (fate === 'doubled') expected.doubled.push(other.id);
            if (fate === 'strange') expected.strange.push(identity.id);
            const source = fate === 'strange' ? [] : fate === 'exported twice' ? [record(identity), record(identity)] : [record(identity)];
            const arrivals: Record<typeof fate, readonly EventIdentity[]> = {
              arrived: [identity],
              'exported twice': [identity],
              twice: [identity, identity],
              respelt: [other],
              missing: [],
              refused: [],
              doubled: [identity, other],
              strange: [identity],
            };
            const refusal = {
              id: identity.id,
              correlationId: identity.correlationId,
              reason: 'TooLarge',
              refusedAt: undefined,
              place: 'x',
            };
            return { source, arrived: arrivals[fate], ...(fate === 'refused' ? { refused: [refusal] } : {}) };
          });
        });
        const report = await run(planted);
        expect(listed(report)).toEqual({
          missing: expected.missing.sort(),
          doubled: expected.doubled.sort(),
          strange: expected.strange.sort(),
        });
        const { arrived, copies, expected: events, missing, refused } = total(report);
        expect(arrived + refused + missing).toBe(events);
        expect(events + copies).toBe(planted.flatMap(({ source }) => source).length);
        expect(report.isWell).toBe(Object.values(expected).flat().length === 0);
      }),
      { numRuns: 100 },
    );
  });

  it('lets one arrival stand for one event only, of those that say the same', async () => {
    const [one, two] = [event('one', { correlationId: 'c' }), event('two', { correlationId: 'c' })];
    const report = await run([{ source: [record(one), record(two)], arrived: [respelt(one)] }]);
    expect(total(report)).toMatchObject({ expected: 2, arrived: 1, respelt: 1, missing: 1 });
  });

  it('wants two records under one id of Azure to arrive both, when they differ', async () => {
    const identity = event('x', { id: 'e5f0c1e1-6f0f-4a53-9a2c-3e0b8f1d7c21' });
    const two = [record(identity, 'bytes'), record({ ...identity, status: 'Failure' }, 'other bytes')];
    expect(total(await run([{ source: two, arrived: [identity] }]))).toMatchObject({ expected: 2, arrived: 1, missing: 1 });
    expect(total(await run([{ source: two, arrived: [identity, identity] }]))).toMatchObject({ expected: 2, missing: 0, repeated: 0 });
    const failed = listed(await run([{ source: two, arrived: [{ ...identity, status: 'Failure' }] }]));
    expect(failed.missing).toEqual([identity.id]);
  });

  it('does not miss what is too young to have arrived, by its own time or by that of its blob', async () => {
    const [young, old] = [event('young', { time: new Date('2026-11-03T12:20:00Z') }), event('old')];
    const late = { ...record(event('late')), writtenBefore: new Date('2026-11-03T12:25:00Z') };
    const report = await run([{ source: [record(young), late, record(old)], arrived: [] }], {
      settledBefore: new Date('2026-11-03T12:15:00Z'),
    });
    expect(total(report)).toMatchObject({ inFlight: 2, missing: 1 });
    expect(listed(report).missing).toEqual([old.id]);
  });

  it('takes a refused record for one event, when only the correlation id tells that they belong together', async () => {
    const [one, two] = [event('one', { correlationId: 'c' }), event('two', { correlationId: 'c', status: 'Failure' })];
    const refused = { id: sha256('as exported'), correlationId: 'c', reason: 'TooLarge', refusedAt: undefined, place: 'x' };
    const report = await run([{ source: [record(one), record(two)], arrived: [], refused: [refused] }], { kind: 'rest' });
    expect(total(report)).toMatchObject({ refused: 1, missing: 1 });
    expect(report.destinations[0]?.refusedFor).toEqual({ TooLarge: 1 });
  });

  it('wants the lines that are no events to lie in a failure place', async () => {
    const time = new Date('2026-11-02T11:00:00Z');
    const line = (name: string): UnreadableRecord => ({ id: sha256(name), reason: 'MalformedJson', place: name, time });
    const kept = { id: sha256('kept'), correlationId: undefined, reason: 'MalformedJson', refusedAt: undefined, place: 'x' };
    const planted = [{ source: [line('kept'), line('lost')], arrived: [], refused: [kept] }];
    const report = await run(planted);
    expect(total(report)).toMatchObject({ expected: 0, unreadable: 2, unkept: 1 });
    expect(report.destinations[0]?.unreadable.map(({ keptIn }) => keptIn)).toEqual(['failed-events', undefined]);
    expect(report.isWell).toBe(false);
    expect((await run(planted, { kind: 'rest' })).isWell).toBe(true);
  });

  it('tells what was perhaps never sent apart: it is neither lost nor fine, and never on its way', async () => {
    const settledBefore = new Date('2026-11-02T00:00:00Z');
    const uncertain = (name: string) => ({ ...record(event(name)), isUncertain: true });
    const report = await run(
      [
        { source: [uncertain('arrived')], arrived: [event('arrived')] },
        { source: [uncertain('sent for sure too'), record(event('sent for sure too'))], arrived: [] },
        { source: [{ ...uncertain('given to the processor'), writtenBefore: day.to }], arrived: [] },
        { source: [uncertain('open')], arrived: [] },
      ],
      { kind: 'fed', settledBefore },
    );
    expect(total(report)).toMatchObject({ expected: 4, arrived: 1, inFlight: 2, missing: 0, perhaps: 1 });
    expect(report.destinations[0]?.perhaps.map(({ id }) => id)).toEqual([sha256('open')]);
    expect(report.isWell).toBe(false);
    const known = await run([{ source: [record(event('x')), { ...record(event('x')), isUncertain: true }], arrived: [] }], { kind: 'fed' });
    expect(total(known)).toMatchObject({ missing: 1, perhaps: 0 });
  });

  it('wants a line that is no event, and was fed, to lie in a failure place, by itself or with its message', async () => {
    const time = new Date('2026-11-02T11:00:00Z');
    const line = (name: string, more = {}): UnreadableRecord => ({ id: sha256(name), reason: 'MalformedJson', place: name, time, ...more });
    const kept = (name: string) => ({
      id: sha256(name),
      correlationId: undefined,
      reason: 'MalformedMessage',
      refusedAt: undefined,
      place: 'x',
    });
    const planted = [
      {
        source: [line('alone'), line('with others', { messageId: sha256('message') })],
        arrived: [],
        refused: [kept('alone'), kept('message')],
      },
      { source: [line('open', { isUncertain: true })], arrived: [] },
    ];
    expect(total(await run(planted, { kind: 'fed' }))).toMatchObject({ unreadable: 3, unkept: 0, perhaps: 1 });
    expect(total(await run([{ source: [line('lost')], arrived: [] }], { kind: 'fed' }))).toMatchObject({ unkept: 1 });
  });

  it('compares each lake with its own source, and reads one that two lakes share once', async () => {
    const [one, two] = [event('one'), event('two')];
    let readings = 0;
    const sourceOf = (identity: EventIdentity): ActivityLogSource => ({
      kind: 'fed',
      description: `what had ${identity.id}`,
      async *records(range) {
        readings++;
        if (within(range, identity.time)) yield record(identity);
      },
    });
    const compare = (lakes: Parameters<typeof verify>[0]['lakes']) =>
      verify({
        lakes,
        failurePlaces: [],
        range: day,
        settledBefore: day.to,
        slices: range => [range],
        interruption: new StopRequest(),
        progress: () => {},
      });
    const lake = (identity: EventIdentity) => ({ source: sourceOf(identity), destination: destinationOf([identity]) });
    expect((await compare([lake(one), lake(two)])).isWell).toBe(true);
    readings = 0;
    const shared = sourceOf(one);
    const report = await compare([
      { source: shared, destination: destinationOf([one]) },
      { source: shared, destination: destinationOf([]) },
    ]);
    expect(report.destinations.map(({ hours }) => sumOf(hours).missing)).toEqual([0, 1]);
    // Once for both, and once more for what is to be listed.
    expect(readings).toBe(2);
  });

  it('stops when it is asked to', async () => {
    const interruption = new StopRequest();
    interruption.request();
    const many = Array.from({ length: 5_000 }, (_, index) => record(event(`${index}`)));
    const source: ActivityLogSource = {
      kind: 'blobs',
      description: 'memory',
      async *records() {
        yield* many;
      },
    };
    const props = { failurePlaces: [], range: day, settledBefore: day.to, progress: () => {} };
    await expect(verify({ ...props, lakes: [{ source, destination: destinationOf([]) }], interruption })).rejects.toThrow('was stopped');
  });
});
