import type { BlobState } from '@audit-bridge/activity-log-blobs';
import { lines, numbers, path, record, SimulatedRun } from './fakes/simulated-run';

const earlier = '2026-11-21T09:00:00.000Z';
const createdOn = '2026-11-21T09:20:00.000Z';

async function committedRun(count = 20): Promise<SimulatedRun> {
  const run = new SimulatedRun();
  run.container.write(path, lines(0, count));
  await run.run();
  return run;
}

describe('readBeginning', () => {
  it('verifies and reads on in one request', async () => {
    const run = await committedRun();
    run.container.append(path, lines(20, 25));
    run.container.reads.length = 0;
    await run.run();
    expect(run.container.reads).toHaveLength(1);
    expect(run.acceptedNumbers).toEqual(numbers(0, 25));
    expect(run.counts.blobsReplaced).toBe(0);
  });

  it.each([
    { name: 'a shorter blob', count: 5 },
    { name: 'a blob of the same length', count: 20 },
    { name: 'a longer blob', count: 60 },
    { name: 'a blob without a complete line', count: 0 },
  ])('starts at 0 in $name that has replaced the committed one within the same second', async ({ count }) => {
    const run = await committedRun();
    run.container.write(path, lines(500, 500 + count));
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers.slice(20)).toEqual(numbers(500, 500 + count));
    expect(run.counts.blobsReplaced).toBe(1);
    await run.run();
    expect(run.counts.blobsReplaced).toBe(0);
  });

  it('starts at 0 in a blob of another creation time, even where its bytes go on the same way', async () => {
    const run = await committedRun();
    run.container.write(path, lines(0, 30), { createdOn: '2026-11-21T09:20:00.000Z' });
    await run.run();
    expect(run.acceptedNumbers).toEqual([...numbers(0, 20), ...numbers(0, 30)]);
    expect(run.state?.createdOn).toBe('2026-11-21T09:20:00.000Z');
  });

  it('counts a replaced blob once, though its first line is not complete yet', async () => {
    const run = await committedRun();
    run.container.write(path, record(700).slice(0, 50));
    expect(await run.run()).toBe('open-line');
    expect(run.counts.blobsReplaced).toBe(1);
    expect(await run.run()).toBe('open-line');
    expect(run.counts.blobsReplaced).toBe(0);
  });

  describe('a blob that listings have shown and nobody has read', () => {
    const seen = (changes: Partial<BlobState> = {}): BlobState => ({
      path,
      createdOn: undefined,
      committedOffset: 0,
      lastLine: undefined,
      seenLengthBytes: 300,
      seenCreatedOn: earlier,
      completeEtag: undefined,
      ...changes,
    });
    const runOn = async (state: BlobState, content = lines(0, 3)) => {
      const run = new SimulatedRun();
      run.states.states.set(path, state);
      run.container.write(path, content, { createdOn });
      await run.run();
      return run;
    };

    it('is counted once when another one stands there and no listing has shown that yet', async () => {
      const run = await runOn(seen());
      expect(run.counts).toMatchObject({ blobsReplaced: 1, bytesReplacedUnread: 300, eventsAccepted: 3 });
      await run.run();
      expect(run.counts).toMatchObject({ blobsReplaced: 0, bytesReplacedUnread: 0 });
    });

    it('is counted once when a listing has shown its successor, also while nothing of that can be committed', async () => {
      const run = await runOn(
        seen({ seenCreatedOn: createdOn, lostPredecessor: { createdOn: earlier, unreadBytes: 300 } }),
        record(0).slice(0, 50),
      );
      expect(run.counts).toMatchObject({ blobsReplaced: 1, bytesReplacedUnread: 300 });
      await run.run();
      expect(run.counts).toMatchObject({ blobsReplaced: 0, bytesReplacedUnread: 0 });
    });

    it('is counted when its successor was deleted, empty as it was', async () => {
      const run = new SimulatedRun();
      run.states.states.set(path, seen({ seenLengthBytes: 0, lostPredecessor: { createdOn: earlier, unreadBytes: 300 } }));
      expect(await run.run()).toBe('deleted');
      expect(run.counts).toMatchObject({ blobsReplaced: 1, bytesReplacedUnread: 300 });
      expect(run.states.closed).toEqual([path]);
    });

    it.each([
      ['it stands there still', { seenCreatedOn: createdOn }],
      ['its loss is recorded already', { seenLengthBytes: 0 }],
    ])('is not counted when %s', async (_, changes) => {
      expect((await runOn(seen(changes))).counts).toMatchObject({ blobsReplaced: 0, bytesReplacedUnread: 0 });
    });

    it('is one replaced blob, not two, when a part of it is committed', async () => {
      const run = await committedRun();
      const state = run.state;
      if (state === undefined) throw new Error('a committed blob has a state');
      run.states.states.set(path, {
        ...state,
        seenCreatedOn: '2026-11-22T00:00:00.000Z',
        lostPredecessor: { createdOn: state.createdOn ?? '', unreadBytes: 40 },
      });
      run.container.write(path, lines(30, 33), { createdOn: '2026-11-22T00:00:00.000Z' });
      await run.run();
      expect(run.counts).toMatchObject({ blobsReplaced: 1, bytesReplacedUnread: 40 });
    });
  });

  it('takes nothing of a replaced blob for committed after a line longer than what is compared', async () => {
    const run = new SimulatedRun();
    const long = (character: string) => `${record(0, { properties: { requestbody: character.repeat(100_000) } })}\n`;
    run.container.write(path, long('a'));
    await run.run();
    expect(run.state?.lastLine?.lengthBytes).toBe(65_536);
    run.container.write(path, `${long('b')}${record(1)}\n`);
    await run.run();
    expect(run.acceptedNumbers).toEqual([0, 0, 1]);
  });
});
