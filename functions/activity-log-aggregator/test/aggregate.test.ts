import { dayMilliseconds, formatBlobPath, hourMilliseconds, type ListedBlob } from '@audit-bridge/activity-log-blobs';
import { noCounts } from '../src/aggregation-counts';
import { AggregationWorld, otherSubscription, subscription } from './aggregation-world';

describe('aggregate', () => {
  let world: AggregationWorld;

  beforeEach(() => {
    world = new AggregationWorld();
  });

  describe('what is hinted', () => {
    it('hints a blob that nothing is committed of, with all that makes the hint distinct', async () => {
      const path = await world.writeHour(1);
      const [listed] = await collect(world.container.listBlobs(path));
      await world.run();
      expect(world.sent).toEqual([{ path, etag: listed?.etag, committedOffset: 0, continuation: 0 }]);
    });

    it('hints it again in every run, until it is committed to its end', async () => {
      const path = await world.writeHour(1);
      for (let run = 0; run < 3; run++) {
        await world.run();
        expect(world.hintedPaths).toEqual([path]);
      }
      await world.commit(path);
      await world.run();
      expect(world.hintedPaths).toEqual([]);
    });

    it('hints a blob that has grown since, from where it is committed', async () => {
      const path = await world.writeHour(1);
      await world.commit(path);
      await world.write(path);
      await world.run();
      expect(world.sent).toMatchObject([{ path, committedOffset: 8 }]);
    });

    it('hints a blob that was replaced by one of the same length', async () => {
      const path = await world.writeHour(1);
      await world.commit(path);
      await world.container.remove(path);
      await world.write(path);
      await world.run();
      expect(world.hintedPaths).toEqual([path]);
    });

    it('hints a blob that was replaced by an empty one, and no empty blob that nobody knows', async () => {
      const path = await world.writeHour(1);
      await world.commit(path);
      await world.container.create(path);
      await world.container.create(formatBlobPath(subscription, world.hoursAgo(2)));
      await world.run();
      expect(world.hintedPaths).toEqual([path]);
    });

    it('hints every blob of an hour, whatever its name', async () => {
      const path = await world.write(formatBlobPath(subscription, world.hoursAgo(1)).replace('m=00/PT1H.json', 'm=30/part-2.json'));
      await world.run();
      expect(world.hintedPaths).toEqual([path]);
    });

    it('hints a blob of the next hour: the storage service’s clock is ahead', async () => {
      world.now = Date.parse('2026-11-21T23:59:00Z');
      const path = await world.writeHour(-1);
      await world.run({ startAt: '2026-11-21T10:00:00Z' });
      expect(world.hintedPaths).toEqual([path]);
    });

    it('hints a blob once in a run, although both the listing and the index show it', async () => {
      await world.writeHour(1);
      await world.run();
      const counts = await world.run();
      expect(world.sent).toHaveLength(1);
      expect(counts).toMatchObject({ openBlobs: 1, hintsSent: 1, blobsListed: 1 });
    });
  });

  describe('the index of open blobs', () => {
    it('hints an open blob that is older than anything a run lists', async () => {
      const path = await world.writeHour(1);
      await world.run();
      await world.states.moveWatermark(subscription, await world.states.getWatermark(subscription), {
        hour: '2027-01-15T00:00:00.000Z',
        lastSweepDay: '2027-01-20',
      });
      world.now = Date.parse('2027-01-20T10:00:00Z');
      await world.run();
      expect(world.container.listedPrefixes.some(prefix => path.startsWith(prefix))).toBe(false);
      expect(world.sent).toEqual([{ path, etag: '', committedOffset: 0, continuation: 0 }]);
    });

    it('hints a deleted blob, so that its loss is recorded', async () => {
      const path = await world.writeHour(1);
      await world.run();
      await world.container.remove(path);
      const other = await world.writeHour(2);
      await world.run();
      expect(world.hintedPaths).toEqual([other, path].sort());
    });

    it('hints a deleted blob also when nothing is left of its subscription', async () => {
      const path = await world.writeHour(1);
      await world.run();
      await world.container.remove(path);
      await world.run();
      expect(world.hintedPaths).toEqual([path]);
    });

    it('does not trust it: a blob that was completed a moment ago can still stand in it', async () => {
      const path = await world.writeHour(1);
      await world.commit(path);
      async function* lagging() {
        yield path;
      }
      const states = Object.assign(Object.create(world.states), { listOpen: lagging });
      await world.run({ ports: { states } });
      expect(world.sent).toEqual([]);
    });

    it('holds a blob before its hint is sent, so that a lost hint is found again whatever the watermark', async () => {
      const path = await world.writeHour(1);
      world.refused.add(path);
      await expect(world.run()).rejects.toThrow('The queue is away.');
      expect(await world.openPaths()).toEqual([path]);
    });
  });

  describe('the watermark', () => {
    it('stands still at the oldest hour with an open blob, however often it is hinted', async () => {
      const old = await world.writeHour(72);
      const older = await world.writeHour(90);
      await world.run();
      await world.run();
      expect(await world.watermarkHour()).toBe(world.hoursAgo(90));
      await world.commit(older);
      await world.run();
      expect(await world.watermarkHour()).toBe(world.hoursAgo(72));
      await world.commit(old);
      await world.run();
      expect(await world.watermarkHour()).toBe(world.hoursAgo(48));
    });

    it('never enters the last 48 hours', async () => {
      const path = await world.writeHour(3);
      await world.commit(path);
      await world.run();
      expect(await world.watermarkHour()).toBe(world.hoursAgo(48));
    });

    it('moves for nobody when one hint could not be sent, and the other subscriptions are hinted all the same', async () => {
      const path = await world.writeHour(60);
      const other = await world.writeHour(60, otherSubscription);
      for (const refused of [path, other]) {
        world.refused.clear();
        world.refused.add(refused);
        await expect(world.run({ subscriptionIds: [subscription, otherSubscription] })).rejects.toMatchObject({ name: 'AggregationError' });
        expect(world.hintedPaths).toEqual([refused === path ? other : path]);
        expect([await world.watermarkHour(subscription), await world.watermarkHour(otherSubscription)]).toEqual([undefined, undefined]);
      }
    });

    it('is not moved by an aggregator that was overtaken', async () => {
      await world.commit(await world.writeHour(100));
      await world.run();
      const late = await world.writeHour(80);
      await world.states.markSeen({ path: late, lengthBytes: 8, etag: 'e', createdOn: '2026-11-21T09:00:00.000Z' }, subscription);
      const slow = world.states.getWatermark.bind(world.states);
      const overtaken = Object.assign(Object.create(world.states), {
        getWatermark: async (id: string) => {
          const stored = await slow(id);
          await world.states.moveWatermark(id, stored, { hour: '2026-11-18T01:00:00.000Z', lastSweepDay: '2026-11-21' });
          return stored;
        },
      });
      await world.run({ ports: { states: overtaken } });
      expect(await world.states.getWatermark(subscription)).toEqual({ hour: '2026-11-18T01:00:00.000Z', lastSweepDay: '2026-11-21' });
    });

    it('lets two aggregators run at once: each hints, and the watermark stands at the open blob', async () => {
      const path = await world.writeHour(60);
      await Promise.all([world.run(), world.run()]);
      expect(new Set(world.hintedPaths)).toEqual(new Set([path]));
      expect(await world.watermarkHour()).toBe(world.hoursAgo(60));
    });

    it('of a clock that was days ahead hides nothing of the last 48 hours', async () => {
      await world.commit(await world.writeHour(10));
      world.pass(5 * dayMilliseconds);
      await world.run();
      world.pass(-5 * dayMilliseconds);
      const late = await world.writeHour(47);
      await world.run();
      expect(world.hintedPaths).toEqual([late]);
    });
  });

  describe('late blobs', () => {
    beforeEach(async () => {
      await world.commit(await world.writeHour(30 * 24));
      await world.run();
    });

    it('finds one in an hour of the last 48 in any run', async () => {
      const late = await world.writeHour(48);
      await world.run();
      expect(world.hintedPaths).toEqual([late]);
    });

    it('finds one in the last seven days once a day', async () => {
      const late = await world.writeHour(6 * 24);
      await world.run();
      expect(world.hintedPaths).toEqual([]);
      world.pass(15 * hourMilliseconds);
      await world.run();
      expect(world.hintedPaths).toEqual([late]);
    });

    it('goes back to its hour until it is committed', async () => {
      const late = await world.writeHour(6 * 24);
      const hour = world.hoursAgo(6 * 24);
      world.pass(15 * hourMilliseconds);
      await world.run();
      expect(await world.watermarkHour()).toBe(hour);
      await world.commit(late);
      await world.run();
      expect(await world.watermarkHour()).toBe(world.hoursAgo(48));
    });

    it('lists the seven days again when that listing was cut off by the deadline', async () => {
      world.pass(15 * hourMilliseconds);
      const watermark = await world.watermarkHour();
      const cutOff = Object.assign(Object.create(world.container), {
        listBlobs: (prefix: string) => {
          world.pass(10_000);
          return world.container.listBlobs(prefix);
        },
      });
      await world.run({ ports: { container: cutOff }, timeLeft: 50_000 });
      expect(await world.watermarkHour()).toBe(watermark);
      const late = await world.writeHour(4 * 24);
      await world.run();
      expect(world.hintedPaths).toEqual([late]);
    });

    it('never lists the whole container on a normal run', async () => {
      await world.run();
      expect(world.container.listedPrefixes.length).toBeGreaterThan(2);
      expect(world.container.listedPrefixes.length).toBeLessThan(28);
      for (const prefix of world.container.listedPrefixes) {
        expect(prefix).toMatch(/^resourceId=\/SUBSCRIPTIONS\/[^/]+\/y=2026\/m=11\/d=(19|20|21)\/(h=\d\d\/)?$/);
      }
    });
  });

  describe('the first run', () => {
    it('hints a backlog of 90 days, and keeps the watermark at its oldest hour', async () => {
      const paths: string[] = [];
      for (let day = 0; day < 90; day++) for (const hour of [0, 7, 13]) paths.push(await world.writeHour(day * 24 + hour));
      const counts = await world.run();
      expect(world.hintedPaths).toEqual(paths.sort());
      expect(counts).toMatchObject({ openBlobs: 270, hintsSent: 270 });
      expect(await world.watermarkHour()).toBe(world.hoursAgo(89 * 24 + 13));
      expect(world.container.listedPrefixes.length).toBeLessThan(90 + 24);
    });

    it('starts at the given hour, and later runs do not go before it either', async () => {
      await world.writeHour(11);
      const wanted = [await world.writeHour(10), await world.writeHour(2)].sort();
      const startAt = new Date(world.hoursAgo(10) + 1_234_000).toISOString();
      for (let run = 0; run < 3; run++) {
        await world.run({ startAt });
        expect(world.hintedPaths).toEqual(wanted);
      }
      for (const path of wanted) await world.commit(path);
      world.pass(dayMilliseconds);
      await world.run({ startAt });
      expect(world.hintedPaths).toEqual([]);
    });

    it('waits for a start that lies ahead, and takes an earlier one when the setting is mended', async () => {
      const path = await world.writeHour(60);
      await world.run({ startAt: '2027-01-01T00:00:00Z' });
      expect(world.hintedPaths).toEqual([]);
      await world.run({ startAt: new Date(world.hoursAgo(70)).toISOString() });
      expect(world.hintedPaths).toEqual([path]);
    });

    it('does not skip hours that are not done yet when the start is set later afterwards', async () => {
      await world.writeHour(100);
      await world.run();
      const late = await world.writeHour(99);
      await world.run({ startAt: new Date(world.hoursAgo(5)).toISOString() });
      expect(world.hintedPaths).toContain(late);
    });

    it('sets no watermark before there is a blob', async () => {
      await world.run();
      expect(await world.watermarkHour()).toBeUndefined();
    });
  });

  describe('subscriptions', () => {
    it('reports one that is not configured, and reads nothing of it', async () => {
      const path = await world.writeHour(1);
      await world.writeHour(1, otherSubscription);
      const counts = await world.run();
      expect(counts.unknownSubscriptions).toEqual([otherSubscription]);
      expect(world.hintedPaths).toEqual([path]);
      expect(world.container.listedPrefixes.filter(prefix => prefix.includes(otherSubscription))).toEqual([]);
    });

    it.each([['ABCDEF01'], ['abcdef01'], ['AbcDef01', 'abcdef01']])(
      'takes an id in any case, and two spellings (%s, %s) for one',
      async (...spellings) => {
        const rest = '-2222-3333-4444-555555555555';
        const path = await world.writeHour(1, `abcdef01${rest}`);
        const counts = await world.run({ subscriptionIds: spellings.map(spelling => spelling + rest) });
        expect(world.sent.map(hint => hint.path)).toEqual([path]);
        expect(counts.unknownSubscriptions).toEqual([]);
      },
    );

    it('reads all folders of one subscription, however they spell its id', async () => {
      const id = 'abcdef01-2222-3333-4444-555555555555';
      const upper = formatBlobPath(id, world.hoursAgo(60));
      const paths = [upper, upper.replace(id.toUpperCase(), id), upper.replace('SUBSCRIPTIONS', 'subscriptions')];
      for (const path of paths) await world.write(path);
      const counts = await world.run({ subscriptionIds: [id] });
      expect(world.hintedPaths).toEqual([...paths].sort());
      expect(counts.unknownSubscriptions).toEqual([]);
      expect(await world.watermarkHour(id)).toBe(world.hoursAgo(60));
    });

    it('reports folders of other logs', async () => {
      await world.writeHour(1);
      await world.write('resourceId=/tenants/x/y=2026/m=11/d=21/h=09/m=00/PT1H.json');
      await world.write('$logs/blob/2026/11/21/0900/000000.log');
      const counts = await world.run();
      expect([...counts.foreignFolders].sort()).toEqual(['$logs/', 'resourceId=/tenants/']);
    });
  });

  describe('the deadline', () => {
    const slowContainer = () =>
      Object.assign(Object.create(world.container), {
        listBlobs: (prefix: string) => {
          world.pass(10_000);
          return world.container.listBlobs(prefix);
        },
      });

    it('stops in time, and keeps the watermark where the listing ended', async () => {
      for (let day = 30; day > 0; day--) await world.commit(await world.writeHour(day * 24));
      const counts = await world.run({ ports: { container: slowContainer() }, timeLeft: 120_000 });
      expect(world.container.listedPrefixes).toHaveLength(9);
      expect(counts.subscriptionsNotReached).toEqual([subscription]);
      const watermark = await world.watermarkHour();
      const last = world.container.listedPrefixes.at(-1) ?? '';
      expect(formatBlobPath(subscription, (watermark ?? 0) - hourMilliseconds).startsWith(last)).toBe(true);
    });

    it('goes on from there until everything is hinted', async () => {
      const paths: string[] = [];
      for (let day = 30; day > 0; day--) paths.push(await world.writeHour(day * 24));
      const hinted = new Set<string>();
      for (let run = 0; run < 4 && hinted.size < paths.length; run++) {
        await world.run({ ports: { container: slowContainer() }, timeLeft: 450_000 });
        for (const path of world.hintedPaths) {
          hinted.add(path);
          await world.commit(path);
        }
      }
      expect([...hinted].sort()).toEqual(paths.sort());
    });

    it.each([
      ['an old open blob holds the watermark', 12 * 24],
      ['the watermark stands at the last 48 hours', 40],
    ])('reaches the newest hours also when no run has the time for all, and %s', async (_, oldest) => {
      const old = await world.writeHour(oldest);
      const newest = await world.writeHour(0);
      const middle = await world.writeHour(30);
      await world.states.moveWatermark(subscription, undefined, {
        hour: new Date(world.hoursAgo(Math.max(oldest, 48))).toISOString(),
        lastSweepDay: '2026-11-21',
      });
      const listings: (readonly string[])[] = [];
      for (let run = 0; run < 30; run++) {
        await world.run({ ports: { container: slowContainer() }, timeLeft: 50_000 });
        listings.push([...world.container.listedPrefixes]);
        expect(world.container.listedPrefixes.length).toBeLessThan(5);
        expect(await world.watermarkHour()).toBeLessThanOrEqual(world.hoursAgo(oldest));
      }
      for (const path of [old, newest, middle]) {
        const runs = listings.filter(prefixes => prefixes.some(prefix => path.startsWith(prefix)));
        expect(runs.length).toBeGreaterThan(1);
      }
      expect(world.hintedPaths).toEqual([old, newest, middle].sort());
    });

    it('leaves later subscriptions as they are, another one each time', async () => {
      const ids = [subscription, otherSubscription];
      for (const id of ids) await world.commit(await world.writeHour(24 * 5, id));
      const reached = new Set<string>();
      for (let run = 0; run < 10; run++) {
        const counts = await world.run({ subscriptionIds: ids, ports: { container: slowContainer() }, timeLeft: 40_000 });
        for (const id of ids) if (world.container.listedPrefixes.some(prefix => prefix.includes(id))) reached.add(id);
        expect(counts.subscriptionsNotReached).toEqual(expect.arrayContaining([expect.any(String)]));
        world.pass(61_001);
      }
      expect(reached.size).toBe(2);
    });

    it('hints what the index holds also when the listing was cut off', async () => {
      const path = await world.writeHour(1);
      await world.run();
      for (let day = 30; day > 0; day--) await world.commit(await world.writeHour(day * 24));
      world.pass(dayMilliseconds);
      await world.run({ ports: { container: slowContainer() }, timeLeft: 40_000 });
      expect(world.hintedPaths).toEqual([path]);
    });
  });

  describe('counts', () => {
    it('tells the age of the newest committed event of the subscription that is furthest behind', async () => {
      await world.states.noteNewestEvent(subscription, world.now - 60_000);
      await world.states.noteNewestEvent(otherSubscription, world.now - 900_000);
      const counts = await world.run({ subscriptionIds: [subscription, otherSubscription] });
      expect(counts.newestEventAgeMilliseconds).toBe(900_000);
    });

    it('is no negative age when an event’s clock is ahead, and none while there is no event', async () => {
      expect((await world.run()).newestEventAgeMilliseconds).toBeUndefined();
      await world.states.noteNewestEvent(subscription, world.now + 60_000);
      expect((await world.run()).newestEventAgeMilliseconds).toBe(0);
    });

    it('says it also when the run fails', async () => {
      await world.states.noteNewestEvent(subscription, world.now - 60_000);
      const counts = noCounts();
      const container = Object.assign(Object.create(world.container), { listFolders: () => Promise.reject(new Error('storage is away')) });
      await expect(world.run({ ports: { container }, counts })).rejects.toThrow('storage is away');
      expect(counts.newestEventAgeMilliseconds).toBe(60_000);
    });

    it('tells the hour of the oldest open blob', async () => {
      await world.writeHour(5);
      await world.writeHour(70);
      expect((await world.run()).oldestOpenBlobMilliseconds).toBe(world.hoursAgo(70));
    });
  });
});

async function collect(blobs: AsyncIterable<ListedBlob>): Promise<readonly ListedBlob[]> {
  const all: ListedBlob[] = [];
  for await (const blob of blobs) all.push(blob);
  return all;
}
