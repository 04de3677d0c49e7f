import type { BlobCommit, BlobState, BlobStates, LastLine, ListedBlob } from '@audit-bridge/activity-log-blobs';

export interface BlobStatesWorld {
  readonly states: BlobStates;
  /** Returns when the index of open blobs shows every write before. */
  settle(): Promise<void>;
}

const subscription = '11111111-2222-3333-4444-555555555555';
const otherSubscription = '99999999-8888-7777-6666-555555555555';
const created = '2026-11-20T10:00:01.000Z';
const recreated = '2026-11-20T12:30:00.000Z';

const pathOf = (hour: string, id = subscription) =>
  `resourceId=/SUBSCRIPTIONS/${id.toUpperCase()}/y=2026/m=11/d=20/h=${hour}/m=00/PT1H.json`;
const path = pathOf('10');
const lineOf = (word: string): LastLine => ({ lengthBytes: 10, sha256: word.padEnd(64, '0') });

const listed = (changes: Partial<ListedBlob> = {}): ListedBlob => ({
  path,
  lengthBytes: 100,
  etag: 'e100',
  createdOn: created,
  ...changes,
});

const commitOf = (expected: BlobState | undefined, changes: Partial<BlobCommit> = {}): BlobCommit => ({
  expected,
  path,
  createdOn: created,
  committedOffset: 100,
  lastLine: lineOf('a'),
  complete: undefined,
  ...changes,
});

/** What every state table must do. `make` gives an empty one. */
export function defineBlobStatesContract(name: string, make: () => Promise<BlobStatesWorld>): void {
  describe(`BlobStates contract: ${name}`, () => {
    let states: BlobStates;
    let settle: () => Promise<void>;

    beforeEach(async () => {
      ({ states, settle } = await make());
    });

    const open = async (id = subscription) => {
      await settle();
      const paths: string[] = [];
      for await (const openPath of states.listOpen(id)) paths.push(openPath);
      return paths.sort();
    };
    const commit = async (changes: Partial<BlobCommit> = {}) => states.commit(commitOf(await states.get(changes.path ?? path), changes));

    describe('get and getMany', () => {
      it('know nothing of a blob that nobody has seen', async () => {
        expect(await states.get(path)).toBeUndefined();
        expect((await states.getMany([path])).size).toBe(0);
        expect((await states.getMany([])).size).toBe(0);
      });

      it('give a blob that was seen and not yet committed', async () => {
        await states.markSeen(listed(), subscription);
        const seen: BlobState = {
          path,
          createdOn: undefined,
          committedOffset: 0,
          lastLine: undefined,
          seenLengthBytes: 100,
          seenCreatedOn: created,
          completeEtag: undefined,
        };
        expect(await states.get(path)).toEqual(seen);
        expect((await states.getMany([path])).get(path)).toEqual(seen);
      });

      it('take more paths than one request can hold, also the same one twice', async () => {
        const paths = Array.from({ length: 230 }, (_, index) => pathOf(`10/n=${index}`));
        const stored = paths.filter((_, index) => index % 3 === 0);
        for (const one of stored) await states.markSeen(listed({ path: one }), subscription);
        const found = await states.getMany([...paths, ...paths.slice(0, 5)]);
        expect([...found.keys()].sort()).toEqual([...stored].sort());
      });

      it('show a write at once: no stale read', async () => {
        for (let offset = 10; offset <= 100; offset += 10) {
          await commit({ committedOffset: offset, lastLine: lineOf(String(offset)) });
          expect((await states.get(path))?.committedOffset).toBe(offset);
          expect((await states.getMany([path])).get(path)?.committedOffset).toBe(offset);
        }
      });
    });

    describe('markSeen', () => {
      it('opens a blob in the index of its subscription alone', async () => {
        await states.markSeen(listed(), subscription);
        await states.markSeen(listed({ path: pathOf('11', otherSubscription) }), otherSubscription);
        expect(await open()).toEqual([path]);
        expect(await open(otherSubscription)).toEqual([pathOf('11', otherSubscription)]);
      });

      it('keeps the longest length that was shown', async () => {
        await states.markSeen(listed({ lengthBytes: 200, etag: 'e200' }), subscription);
        await states.markSeen(listed({ lengthBytes: 100, etag: 'e100' }), subscription);
        expect((await states.get(path))?.seenLengthBytes).toBe(200);
      });

      it('changes nothing that is committed', async () => {
        const committed = await commit({ committedOffset: 60 });
        await states.markSeen(listed(), subscription);
        expect(await states.get(path)).toEqual({ ...committed, seenLengthBytes: 100, seenCreatedOn: created, completeEtag: undefined });
      });

      it('does not reopen a blob that was committed to the listed length meanwhile', async () => {
        await states.markSeen(listed(), subscription);
        const complete = await commit({ complete: { etag: 'e100', lengthBytes: 100 } });
        await states.markSeen(listed(), subscription);
        expect(await open()).toEqual([]);
        expect(await states.get(path)).toEqual(complete);
      });

      it('does not reopen a blob that was committed beyond the listed length meanwhile', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ committedOffset: 150, complete: { etag: 'e150', lengthBytes: 150 } });
        await states.markSeen(listed(), subscription);
        expect(await open()).toEqual([]);
        expect((await states.get(path))?.completeEtag).toBe('e150');
      });

      it('reopens a blob that has grown since it was complete', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ complete: { etag: 'e100', lengthBytes: 100 } });
        await states.markSeen(listed({ lengthBytes: 120, etag: 'e120' }), subscription);
        expect(await open()).toEqual([path]);
        expect(await states.get(path)).toMatchObject({ committedOffset: 100, seenLengthBytes: 120, completeEtag: undefined });
      });

      it('reopens a blob that was replaced by one of the same length', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ complete: { etag: 'e100', lengthBytes: 100 } });
        await states.markSeen(listed({ createdOn: recreated, etag: 'r100' }), subscription);
        expect(await open()).toEqual([path]);
      });
    });

    describe('commit', () => {
      it('stores all that it is given and returns it', async () => {
        const state = await commit({ complete: { etag: 'e100', lengthBytes: 100 } });
        expect(state).toEqual({
          path,
          createdOn: created,
          committedOffset: 100,
          lastLine: lineOf('a'),
          seenLengthBytes: 100,
          seenCreatedOn: created,
          completeEtag: 'e100',
        });
        expect(await states.get(path)).toEqual(state);
      });

      it('takes a blob without a line: nothing to compare with later', async () => {
        const state = await commit({ committedOffset: 0, lastLine: undefined, complete: { etag: 'e0', lengthBytes: 0 } });
        expect(state).toMatchObject({ committedOffset: 0, lastLine: undefined, completeEtag: 'e0', createdOn: created });
        expect(await states.commit(commitOf(state, { committedOffset: 40 }))).toMatchObject({ committedOffset: 40 });
      });

      it('goes on from a state that no table has stored, although the blob was seen meanwhile', async () => {
        await states.markSeen(listed(), subscription);
        expect(await states.commit(commitOf(undefined, { committedOffset: 50 }))).toMatchObject({
          committedOffset: 50,
          seenLengthBytes: 100,
        });
      });

      it.each<[string, Partial<BlobCommit>]>([
        ['another offset', { committedOffset: 80 }],
        ['another last line before the same offset', { committedOffset: 50, lastLine: lineOf('b') }],
        ['no last line before the same offset', { committedOffset: 50, lastLine: undefined }],
        ['another blob before the same offset', { committedOffset: 50, createdOn: recreated }],
      ])('loses the race against %s and changes nothing', async (_, winner) => {
        const start = await commit({ committedOffset: 20, lastLine: lineOf('s') });
        const base = await states.commit(commitOf(start, { committedOffset: 50, lastLine: lineOf('a') }));
        const won = await states.commit(commitOf(base, winner));
        expect(won).toBeDefined();
        expect(await states.commit(commitOf(base, { committedOffset: 100 }))).toBeUndefined();
        expect(await states.get(path)).toEqual(won);
      });

      it('loses the race for the first commit', async () => {
        const won = await states.commit(commitOf(undefined, { committedOffset: 30 }));
        expect(await states.commit(commitOf(undefined, { committedOffset: 40 }))).toBeUndefined();
        expect(await states.get(path)).toEqual(won);
      });

      it('lets exactly one of two processors that stand at the same place win, also when both write the same', async () => {
        const base = await commit({ committedOffset: 50 });
        const results = await Promise.all([states.commit(commitOf(base)), states.commit(commitOf(base))]);
        expect(results.filter(result => result !== undefined)).toHaveLength(1);
      });

      it('is not disturbed by a listing between its read and its write', async () => {
        const base = await commit({ committedOffset: 50 });
        await states.markSeen(listed({ lengthBytes: 400, etag: 'e400' }), subscription);
        expect(await states.commit(commitOf(base))).toMatchObject({ committedOffset: 100, seenLengthBytes: 400 });
      });

      it('closes the blob when its end is committed', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ complete: { etag: 'e100', lengthBytes: 100 } });
        expect(await open()).toEqual([]);
      });

      it('leaves the blob open when it is committed in part', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ committedOffset: 60 });
        expect(await open()).toEqual([path]);
      });

      it('opens a complete blob again when more of it is committed, but not its end', async () => {
        const complete = await commit({ complete: { etag: 'e100', lengthBytes: 100 } });
        const state = await states.commit(commitOf(complete, { committedOffset: 150 }));
        expect(state?.completeEtag).toBeUndefined();
        expect(await open()).toEqual([path]);
      });

      it('commits, but does not close, when a longer blob was seen than the one whose end was read', async () => {
        const base = await commit({ committedOffset: 50 });
        await states.markSeen(listed({ lengthBytes: 300, etag: 'e300' }), subscription);
        const state = await states.commit(commitOf(base, { complete: { etag: 'e100', lengthBytes: 100 } }));
        expect(state).toMatchObject({ committedOffset: 100, completeEtag: undefined, seenLengthBytes: 300 });
        expect(await open()).toEqual([path]);
      });

      it('closes a blob whose read has shown more than any listing', async () => {
        await states.markSeen(listed(), subscription);
        const state = await commit({ committedOffset: 180, complete: { etag: 'e180', lengthBytes: 180 } });
        expect(state).toMatchObject({ seenLengthBytes: 180, completeEtag: 'e180' });
        expect(await open()).toEqual([]);
      });

      it('closes a replaced blob that is shorter than the one before it, also when no listing has shown it', async () => {
        await states.markSeen(listed({ lengthBytes: 500, etag: 'e500' }), subscription);
        const base = await commit({ committedOffset: 500, complete: { etag: 'e500', lengthBytes: 500 } });
        const state = await states.commit(
          commitOf(base, { createdOn: recreated, committedOffset: 70, complete: { etag: 'r70', lengthBytes: 70 } }),
        );
        expect(state).toMatchObject({ createdOn: recreated, committedOffset: 70, seenLengthBytes: 70, completeEtag: 'r70' });
        expect(await open()).toEqual([]);
      });

      it('forgets how long the replaced blob was', async () => {
        await states.markSeen(listed({ lengthBytes: 500, etag: 'e500' }), subscription);
        const base = await commit({ committedOffset: 50 });
        const state = await states.commit(commitOf(base, { createdOn: recreated, committedOffset: 70 }));
        expect(state?.seenLengthBytes).toBe(70);
        expect((await states.get(path))?.seenLengthBytes).toBe(70);
      });

      it('closes a shorter blob that was written over the old one and kept its creation time, once a listing has shown it', async () => {
        await states.markSeen(listed({ lengthBytes: 500, etag: 'e500' }), subscription);
        const base = await commit({ committedOffset: 40 });
        await states.markSeen(listed({ lengthBytes: 70, etag: 'r70' }), subscription);
        const state = await states.commit(commitOf(base, { committedOffset: 70, complete: { etag: 'r70', lengthBytes: 70 } }));
        expect(state).toMatchObject({ seenLengthBytes: 70, completeEtag: 'r70' });
        expect(await open()).toEqual([]);
      });

      it('does not close a blob that a listing has shown to be replaced since', async () => {
        await states.markSeen(listed(), subscription);
        const base = await commit({ committedOffset: 50 });
        await states.markSeen(listed({ createdOn: recreated, lengthBytes: 20, etag: 'r20' }), subscription);
        const state = await states.commit(commitOf(base, { complete: { etag: 'e100', lengthBytes: 100 } }));
        expect(state).toMatchObject({ committedOffset: 100, completeEtag: undefined });
        expect(await open()).toEqual([path]);
      });
    });

    describe('a lost predecessor', () => {
      const replacement = (changes: Partial<ListedBlob> = {}) => listed({ createdOn: recreated, lengthBytes: 30, etag: 'r30', ...changes });
      const lost = async () => (await states.get(path))?.lostPredecessor;

      it('is what was seen of a blob and never committed, once a listing shows another one in its place', async () => {
        await states.markSeen(listed(), subscription);
        expect(await lost()).toBeUndefined();
        await states.markSeen(replacement(), subscription);
        expect(await states.get(path)).toMatchObject({
          seenCreatedOn: recreated,
          seenLengthBytes: 30,
          lostPredecessor: { createdOn: created, unreadBytes: 100 },
        });
        expect(await open()).toEqual([path]);
      });

      it('is the rest of a blob that was committed in part', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ committedOffset: 60 });
        await states.markSeen(replacement(), subscription);
        expect(await lost()).toEqual({ createdOn: created, unreadBytes: 40 });
      });

      it.each<[string, Partial<BlobCommit>]>([
        ['the seen blob is committed', { complete: { etag: 'e100', lengthBytes: 100 } }],
        ['a later blob than the seen one is committed', { createdOn: '2026-11-20T11:00:00.000Z', committedOffset: 10 }],
      ])('is none when %s', async (_, changes) => {
        await states.markSeen(listed(), subscription);
        await commit(changes);
        await states.markSeen(replacement(), subscription);
        expect(await lost()).toBeUndefined();
      });

      it('is none when the loss of the seen blob was recorded', async () => {
        await states.markSeen(listed(), subscription);
        const state = await states.get(path);
        if (state === undefined) throw new Error('a seen blob has a state');
        await states.closeDeleted(state);
        await states.markSeen(replacement(), subscription);
        expect(await lost()).toBeUndefined();
      });

      it('is the same, however often, by however many and in whatever order blobs are marked', async () => {
        await states.markSeen(listed(), subscription);
        await Promise.all([1, 2, 3].map(() => states.markSeen(replacement(), subscription)));
        await states.markSeen(listed({ lengthBytes: 300 }), subscription);
        await states.markSeen(replacement({ lengthBytes: 50, etag: 'r50' }), subscription);
        expect(await lost()).toEqual({ createdOn: created, unreadBytes: 100 });
      });

      it('grows when its successor is lost as well', async () => {
        await states.markSeen(listed(), subscription);
        await states.markSeen(replacement(), subscription);
        await states.markSeen(replacement({ createdOn: '2026-11-20T13:00:00.000Z', lengthBytes: 5 }), subscription);
        expect(await lost()).toEqual({ createdOn: created, unreadBytes: 130 });
      });

      const whole = { createdOn: recreated, committedOffset: 30, complete: { etag: 'r30', lengthBytes: 30 } };

      it('keeps the blob open until a commit says that it was raised', async () => {
        await states.markSeen(listed(), subscription);
        await states.markSeen(replacement(), subscription);
        expect(await commit(whole)).toMatchObject({ completeEtag: undefined, lostPredecessor: { createdOn: created, unreadBytes: 100 } });
        expect(await open()).toEqual([path]);
      });

      it.each([['a commit of a part', { complete: undefined }] as const, ['the commit of the end', {}] as const])(
        'is forgotten with %s that says that it was raised',
        async (_, changes) => {
          await states.markSeen(listed(), subscription);
          await states.markSeen(replacement(), subscription);
          const state = await commit({ ...whole, ...changes, raised: created });
          expect(state?.lostPredecessor).toBeUndefined();
          expect(await lost()).toBeUndefined();
          expect(await open()).toEqual('complete' in changes ? [path] : []);
        },
      );

      it('is forgotten when its successor was deleted and both losses are recorded', async () => {
        await states.markSeen(listed(), subscription);
        await states.markSeen(replacement({ lengthBytes: 0 }), subscription);
        const state = await states.get(path);
        if (state === undefined) throw new Error('a seen blob has a state');
        await states.closeDeleted(state);
        expect(await lost()).toBeUndefined();
        expect(await open()).toEqual([]);
      });
    });

    describe('closeDeleted', () => {
      it('takes the blob out of the index and leaves nothing to record a second time', async () => {
        await states.markSeen(listed(), subscription);
        const state = await commit({ committedOffset: 60 });
        if (state === undefined) throw new Error('the first commit cannot lose');
        await states.closeDeleted(state);
        expect(await open()).toEqual([]);
        expect(await states.get(path)).toMatchObject({ committedOffset: 60, seenLengthBytes: 60 });
        await states.closeDeleted(state);
        expect(await open()).toEqual([]);
      });

      it('works for a blob of which nothing was committed', async () => {
        await states.markSeen(listed(), subscription);
        const state = await states.get(path);
        if (state === undefined) throw new Error('a seen blob has a state');
        await states.closeDeleted(state);
        expect(await open()).toEqual([]);
      });

      it.each<[string, Partial<BlobCommit>]>([
        ['is committed beyond what any listing has shown', { committedOffset: 150 }],
        ['has replaced the one that a listing has shown', { createdOn: recreated, committedOffset: 0, lastLine: undefined }],
      ])('works for a blob that %s', async (_, changes) => {
        await states.markSeen(listed(), subscription);
        const state = await commit(changes);
        if (state === undefined) throw new Error('the first commit cannot lose');
        await states.closeDeleted(state);
        expect(await open()).toEqual([]);
      });

      it('works for a blob that a listing has shown in the place of the committed one, and tells its length', async () => {
        await states.markSeen(listed(), subscription);
        await commit({ committedOffset: 60 });
        await states.markSeen(listed({ createdOn: recreated, lengthBytes: 20, etag: 'r20' }), subscription);
        const state = await states.get(path);
        if (state === undefined) throw new Error('a seen blob has a state');
        expect(state.seenSuccessor).toEqual({ createdOn: recreated, lengthBytes: 20 });
        await states.closeDeleted(state);
        expect(await open()).toEqual([]);
        expect((await states.get(path))?.seenSuccessor?.lengthBytes).toBe(0);
      });

      it.each([130, 100])('leaves a blob open that came back with %d bytes since the state was read', async lengthBytes => {
        await states.markSeen(listed(), subscription);
        const state = await states.get(path);
        if (state === undefined) throw new Error('a seen blob has a state');
        await states.markSeen(listed({ createdOn: recreated, lengthBytes, etag: 'r' }), subscription);
        await states.closeDeleted(state);
        expect(await open()).toEqual([path]);
      });

      it('does not keep a blob of that name from being opened later', async () => {
        await states.markSeen(listed(), subscription);
        const state = await states.get(path);
        if (state === undefined) throw new Error('a seen blob has a state');
        await states.closeDeleted(state);
        await states.markSeen(listed({ createdOn: recreated, lengthBytes: 30, etag: 'r30' }), subscription);
        expect(await open()).toEqual([path]);
        expect((await states.get(path))?.seenLengthBytes).toBe(30);
      });
    });

    describe('listOpen', () => {
      it('gives every open blob, however many', async () => {
        const paths = Array.from({ length: 120 }, (_, index) => pathOf(`10/n=${String(index).padStart(3, '0')}`));
        for (const one of paths) await states.markSeen(listed({ path: one }), subscription);
        expect(await open()).toEqual(paths);
      });
    });

    describe('watermark', () => {
      const first = { hour: '2026-11-18T10:00:00.000Z', lastSweepDay: undefined };
      const second = { hour: '2026-11-18T11:00:00.000Z', lastSweepDay: '2026-11-20' };

      it('is kept per subscription', async () => {
        expect(await states.getWatermark(subscription)).toBeUndefined();
        expect(await states.moveWatermark(subscription, undefined, first)).toBe(true);
        expect(await states.getWatermark(subscription)).toEqual(first);
        expect(await states.getWatermark(otherSubscription)).toBeUndefined();
      });

      it('moves from the expected one alone, forwards or backwards', async () => {
        await states.moveWatermark(subscription, undefined, first);
        expect(await states.moveWatermark(subscription, undefined, second)).toBe(false);
        expect(await states.moveWatermark(subscription, second, first)).toBe(false);
        expect(await states.moveWatermark(subscription, { ...first, lastSweepDay: '2026-11-19' }, second)).toBe(false);
        expect(await states.getWatermark(subscription)).toEqual(first);
        expect(await states.moveWatermark(subscription, first, second)).toBe(true);
        expect(await states.moveWatermark(subscription, second, first)).toBe(true);
        expect(await states.getWatermark(subscription)).toEqual(first);
      });

      it('tells where to go on, until a move says nothing of it', async () => {
        const cutOff = { ...first, resumeAt: '2026-11-19T03:00:00.000Z' };
        await states.moveWatermark(subscription, undefined, cutOff);
        expect(await states.getWatermark(subscription)).toEqual(cutOff);
        await states.moveWatermark(subscription, first, second);
        expect((await states.getWatermark(subscription))?.resumeAt).toBeUndefined();
      });

      it('lets one of two aggregators win', async () => {
        await states.moveWatermark(subscription, undefined, first);
        const results = await Promise.all(
          [1, 2].map(hour => states.moveWatermark(subscription, first, { ...second, hour: `2026-11-19T0${hour}:00:00.000Z` })),
        );
        expect(results.filter(moved => moved)).toHaveLength(1);
      });
    });

    describe('newest event', () => {
      it('keeps the newest, whatever the order', async () => {
        expect(await states.getNewestEvent(subscription)).toBeUndefined();
        for (const time of [1_700_000_000_000, 1_800_000_000_123, 1_750_000_000_000]) await states.noteNewestEvent(subscription, time);
        expect(await states.getNewestEvent(subscription)).toBe(1_800_000_000_123);
        expect(await states.getNewestEvent(otherSubscription)).toBeUndefined();
      });
    });
  });
}
