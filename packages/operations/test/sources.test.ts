import type { RestApi } from '@audit-bridge/azure-rest-api/rest-api';
import { generateRecords, hourBlobs, restSpelling } from '@audit-bridge/sample-records';
import { isUnreadable, type SourceRecord, type UnreadableRecord } from '../src/events/activity-log-source';
import type { Destination } from '../src/events/destination';
import type { TimeRange } from '../src/events/time-range';
import { StopRequest } from '../src/interruption';
import { ActivityLogBlobs } from '../src/sources/activity-log-blobs';
import { ActivityLogRest } from '../src/sources/activity-log-rest';
import { blobLines } from '../src/sources/blob-lines';
import { sideBySide } from '../src/sources/side-by-side';
import { verify } from '../src/verify/verify';
import { sumOf } from '../src/verify/verify-report';
import { memoryContainer } from './memory-container';

const subscriptionIds = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'];
const options = { seed: 7, count: 700, startTime: '2026-11-01T22:00:00Z', days: 0.3, subscriptionIds, tenantId: 't', unmappable: 0.02 };
const generated = [...generateRecords(options)];
const range: TimeRange = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-03T00:00:00Z') };

const container = memoryContainer(new Map([...hourBlobs(generated)].map(({ bytes, path }) => [path, bytes])));
const blobs = new ActivityLogBlobs({ container, place: 'memory', subscriptionIds });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const split = (records: readonly (SourceRecord | UnreadableRecord)[]) => ({
  readable: records.flatMap(record => (isUnreadable(record) ? [] : [record])),
  unreadable: records.filter(isUnreadable),
});

/** An interface that has the same events, three a page. */
function restOf(filters: string[] = []): ActivityLogRest {
  const logs = subscriptionIds.map(id => [
    ...new Map(
      generated.flatMap(({ bytes, subscriptionId }) => {
        const event = subscriptionId === id ? restSpelling(bytes, id) : undefined;
        return event === undefined ? [] : [[event.id, event] as const];
      }),
    ).values(),
  ]);
  const resourceManager: Pick<RestApi, 'pages'> = {
    async *pages(path) {
      const url = new URL(path, 'https://management.azure.com');
      const filter = url.searchParams.get('$filter') ?? '';
      filters.push(filter);
      const [from = 0, to = 0] = [...filter.matchAll(/'([^']+)'/g)].map(([, time = '']) => Date.parse(time));
      const log = logs[subscriptionIds.indexOf(url.pathname.split('/')[2] ?? '')] ?? [];
      const texts = log.filter(event => event.timeMilliseconds >= from && event.timeMilliseconds <= to).map(({ text }) => text);
      do yield `{"value":[${texts.splice(0, 3).join(',')}]}`;
      while (texts.length > 0);
    },
  };
  return new ActivityLogRest({ resourceManager: resourceManager as RestApi, subscriptionIds });
}

describe('the blobs as a source', () => {
  it("give each record of a range once for each line, by its own time, whatever its blob's hour", async () => {
    const { readable, unreadable } = split(await all(blobs.records(range)));
    const expected = generated.filter(record => record.expected === 'record').map(({ bytes }) => bytes.toString());
    expect(readable.map(({ bytes }) => bytes.toString()).sort()).toEqual(expected.sort());
    expect(unreadable.map(({ reason }) => reason).sort()).toEqual(
      generated.flatMap(record => (record.expected === 'record' ? [] : [record.expected])).sort(),
    );
    const hour = { from: new Date('2026-11-02T00:00:00Z'), to: new Date('2026-11-02T01:00:00Z') };
    const ofHour = split(await all(blobs.records(hour))).readable;
    expect(ofHour.length).toBe(readable.filter(({ identity: { time } }) => time >= hour.from && time < hour.to).length);
    expect(ofHour.length).toBeGreaterThan(20);
  });

  it('say where the line stands', async () => {
    for (const { bytes, line } of split(await all(blobs.records(range))).readable.slice(0, 20)) {
      const read = await container.read(line?.blob ?? '', line?.offset ?? 0, bytes.length);
      expect(read?.bytes.equals(bytes)).toBe(true);
    }
  });

  it('leave a last line that nobody has ended, and keep nothing of one that is too long', async () => {
    const long = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(17 * 1024 * 1024, 'x'), Buffer.from('\nb\nopen')]);
    const ranges = await all(blobLines(memoryContainer(new Map([['p', long]])), 'p'));
    expect(ranges.flatMap(({ lines }) => lines).map(({ bytes, offset }) => [offset, bytes?.toString()])).toEqual([
      [0, 'a'],
      [2, undefined],
      [long.length - 6, 'b'],
    ]);
  });
});

describe('the REST interface as a source', () => {
  it('is asked an hour and subscription at a time, and gives the bytes of its pages', async () => {
    const filters: string[] = [];
    const hours = { from: new Date('2026-11-02T00:20:00Z'), to: new Date('2026-11-02T02:00:00Z') };
    const records = split(await all(restOf(filters).records(hours))).readable;
    expect(filters).toEqual(
      subscriptionIds.flatMap(() => [
        "eventTimestamp ge '2026-11-02T00:00:00.000Z' and eventTimestamp le '2026-11-02T01:00:00.000Z'",
        "eventTimestamp ge '2026-11-02T01:00:00.000Z' and eventTimestamp le '2026-11-02T02:00:00.000Z'",
      ]),
    );
    const texts = new Set(generated.map(({ bytes, subscriptionId }) => restSpelling(bytes, subscriptionId)?.text));
    expect(records.every(({ bytes }) => texts.has(bytes.toString()))).toBe(true);
    expect(new Set(records.map(({ identity }) => identity.id)).size).toBe(records.length);
    expect(records.every(({ identity: { time } }) => time >= hours.from && time < hours.to)).toBe(true);
  });

  it('tells the events that the blobs have spelled otherwise for the same ones', async () => {
    const arrived = split(await all(blobs.records(range))).readable;
    const destination: Destination = {
      pipeline: 'security-lake',
      description: 'lake',
      countByHour: async () => new Map(),
      async *events({ from, to }) {
        const rest = { actor: undefined, resource: undefined, arrivedAt: undefined, place: 'lake' };
        for (const { identity } of arrived) if (identity.time >= from && identity.time < to) yield { identity, ...rest };
      },
      find: async function* () {},
      newest: async () => undefined,
    };
    const report = await verify({
      lakes: [{ source: restOf(), destination }],
      failurePlaces: [],
      range,
      settledBefore: range.to,
      interruption: new StopRequest(),
      progress: () => {},
    });
    const [compared] = report.destinations;
    const { expected, respelt } = sumOf(compared?.hours ?? []);
    expect({ missing: compared?.missing, doubled: compared?.doubled, strange: compared?.strange }).toEqual({
      missing: [],
      doubled: [],
      strange: [],
    });
    expect([respelt, expected]).toEqual([expected, new Set(arrived.map(({ identity }) => identity.id)).size]);
  });
});

describe('sideBySide', () => {
  const parts = async function* (item: number) {
    for (let part = 0; part < 3; part++) yield item * 10 + part;
  };
  const items = async function* () {
    yield* [1, 2, 3, 4, 5];
  };

  it('gives every part, those of a thing in their order, and opens no more than it may', async () => {
    let [open, most] = [0, 0];
    const watched = async function* (item: number) {
      most = Math.max(most, ++open);
      yield* parts(item);
      open--;
    };
    const given = await all(sideBySide(items(), 2, watched));
    expect([given.length, most]).toEqual([15, 2]);
    for (const item of [1, 2, 3, 4, 5])
      expect(given.filter(part => Math.floor(part / 10) === item)).toEqual([0, 1, 2].map(part => item * 10 + part));
  });

  it('closes what is open when nobody reads on, and passes on what fails', async () => {
    const closed: number[] = [];
    const watched = async function* (item: number) {
      try {
        yield* parts(item);
      } finally {
        closed.push(item);
      }
    };
    for await (const _ of sideBySide(items(), 3, watched)) break;
    expect(closed.sort()).toEqual([1, 2, 3]);
    const failing = async function* (item: number) {
      yield item;
      throw new Error('no such blob');
    };
    await expect(all(sideBySide(items(), 2, failing))).rejects.toThrow('no such blob');
  });
});
