import { noCounts } from '../src/forwarding-counts';
import { PartitionSequences } from '../src/partition-sequences';
import { ForwarderWorld } from './fakes/forwarder-world';

describe('PartitionSequences', () => {
  let world: ForwarderWorld;
  /** When the event hub took its first message. */
  let hubMadeAt: number;
  beforeEach(() => {
    world = new ForwarderWorld();
    hubMadeAt = world.clock.now();
  });

  /** Notes messages with these numbers. @returns how many are missing and how many came again */
  async function note(...numbers: readonly number[]): Promise<readonly [lost: number, replayed: number]> {
    const counts = noCounts();
    const timeOf = (number: number) => new Date(hubMadeAt + number * 1000).toISOString();
    const messages = numbers.map(number => ({ ...world.message('', number), enqueuedAt: timeOf(number) }));
    await world.sequences.note({ partitionId: '3', messages }, counts, world.log);
    return [counts.messagesLost, counts.messagesReplayed];
  }

  const restart = () => {
    world.sequences = new PartitionSequences(world.sequenceNumbers);
  };
  const stored = () => world.sequenceNumbers.stored.get('3')?.progress.sequenceNumber;

  it('finds nothing missing where one run follows the other, in one process and over a restart', async () => {
    expect(await note(100, 101)).toEqual([0, 0]);
    expect(await note(102)).toEqual([0, 0]);
    restart();
    expect(await note(103, 104)).toEqual([0, 0]);
    expect(stored()).toBe(104);
  });

  it('does not count what was there before it watched', async () => {
    expect(await note(5_000)).toEqual([0, 0]);
  });

  it('counts a gap between two runs, within a run, and over a restart', async () => {
    await note(1, 2);
    expect(await note(5, 6)).toEqual([2, 0]);
    expect(await note(7, 10)).toEqual([2, 0]);
    restart();
    expect(await note(12)).toEqual([1, 0]);
    expect(stored()).toBe(12);
  });

  it('counts messages that come again, and never goes back', async () => {
    await note(1, 2, 3, 4);
    expect(await note(3, 4, 5)).toEqual([0, 2]);
    expect(await note(1, 2)).toEqual([0, 2]);
    expect(stored()).toBe(5);
    expect(await note(6)).toEqual([0, 0]);
  });

  it('reads the store once as long as nobody else writes', async () => {
    await note(1);
    await note(2);
    await note(3);
    expect(world.sequenceNumbers.reads).toBe(1);
  });

  it('is not misled by what it remembers of a partition that another process has had meanwhile', async () => {
    await note(1, 2);
    const mine = world.sequences;
    restart();
    await note(3, 4, 5);
    world.sequences = mine;
    expect(await note(6)).toEqual([0, 0]);
    expect(stored()).toBe(6);
  });

  it('counts messages that an old and a new owner both had as replayed', async () => {
    await note(1, 2);
    const mine = world.sequences;
    restart();
    await note(3, 4);
    world.sequences = mine;
    expect(await note(3, 4)).toEqual([0, 2]);
  });

  it('lets a run succeed while the store is away, and takes nothing for lost afterwards', async () => {
    await note(1, 2);
    world.sequenceNumbers.outage = 'The container does not answer.';
    expect(await note(3, 4)).toEqual([0, 0]);
    expect(await note(5)).toEqual([0, 0]);
    expect(JSON.stringify(world.lines)).toContain('was not written');
    world.sequenceNumbers.outage = undefined;
    expect(await note(6)).toEqual([0, 0]);
    expect(stored()).toBe(6);
  });

  it('counts a gap of the time when the store was away once it is back', async () => {
    await note(1, 2);
    restart();
    world.sequenceNumbers.outage = 'The container does not answer.';
    await note(5);
    await note(8);
    world.sequenceNumbers.outage = undefined;
    expect(await note(9)).toEqual([4, 0]);
    expect(await note(10)).toEqual([0, 0]);
  });

  it('counts a loss once although the answer to its write is lost, in this process and for the next one', async () => {
    await note(1, 2);
    const { write } = world.sequenceNumbers;
    world.sequenceNumbers.write = async (...args) => {
      await write.apply(world.sequenceNumbers, args);
      throw new Error('The connection was reset.');
    };
    expect(await note(5)).toEqual([2, 0]);
    expect(world.emitted).toEqual([{ MessagesLost: 2 }]);
    world.sequenceNumbers.write = write;
    expect(await note(6)).toEqual([0, 0]);
    expect(stored()).toBe(6);
  });

  it('counts a loss once although its own write comes back as somebody else\u2019s', async () => {
    await note(1, 2);
    const { write } = world.sequenceNumbers;
    // As an SDK that tries again what was applied already.
    world.sequenceNumbers.write = async (...args) => {
      await write.apply(world.sequenceNumbers, args);
      world.sequenceNumbers.write = write;
      return undefined;
    };
    expect((await note(5))[0]).toBe(2);
    expect(await note(6)).toEqual([0, 0]);
    expect(stored()).toBe(6);
  });

  it('tells a loss before the progress behind it is written: the process may end with the write', async () => {
    await note(1, 2);
    world.sequenceNumbers.write = () => new Promise(() => undefined);
    void note(5);
    await new Promise(resolve => setImmediate(resolve));
    expect(world.emitted).toEqual([{ MessagesLost: 2 }]);
  });

  it('begins anew with an event hub that was made again', async () => {
    await note(5_000, 5_001);
    hubMadeAt += 6_000_000;
    expect(await note(0, 1)).toEqual([0, 0]);
    expect(stored()).toBe(1);
    expect(await note(4)).toEqual([2, 0]);
  });

  it('forgets neither of two runs that end at the same moment', async () => {
    await note(1);
    expect(await Promise.all([note(2, 3), note(4)])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(stored()).toBe(4);
    expect(await note(5)).toEqual([0, 0]);
  });

  it('gives up on a store where somebody else writes at every attempt, without failing the run', async () => {
    world.sequenceNumbers.write = async () => undefined;
    expect(await note(1)).toEqual([0, 0]);
    expect(JSON.stringify(world.lines)).toContain('Somebody else');
  });

  it('has nothing to do without messages', async () => {
    expect(await note()).toEqual([0, 0]);
    expect(world.sequenceNumbers.reads).toBe(0);
  });
});
