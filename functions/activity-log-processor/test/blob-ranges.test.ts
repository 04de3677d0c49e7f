import { lines, numbers, path, record, SimulatedRun } from './fakes/simulated-run';

const small = { rangeBytes: 20_000 };

function runOverRanges(): SimulatedRun {
  const run = new SimulatedRun();
  run.settings = { ...run.settings, ...small };
  return run;
}

const inOrder = (run: SimulatedRun) => run.acceptedNumbers.toSorted((one, other) => one - other);

describe('readRanges', () => {
  it('reads a blob in ranges without losing or repeating a line', async () => {
    const run = runOverRanges();
    run.container.write(path, lines(0, 500));
    expect(await run.run()).toBe('complete');
    expect(run.container.reads.length).toBeGreaterThan(8);
    expect(inOrder(run)).toEqual(numbers(0, 500));
    expect(run.counts.bytesRead).toBe(lines(0, 500).length);
  });

  it('takes what is appended while it reads, and calls complete only what it has seen the end of', async () => {
    const run = runOverRanges();
    run.container.write(path, lines(0, 200));
    run.container.beforeRead = number => {
      if (number === 3) run.container.append(path, lines(200, 300));
    };
    expect(await run.run()).toBe('complete');
    expect(inOrder(run)).toEqual(numbers(0, 300));
    expect(run.state).toMatchObject({ completeEtag: run.container.blobs.get(path)?.etag });
  });

  it('does not call complete what was appended after the last read', async () => {
    const run = runOverRanges();
    run.container.write(path, lines(0, 10));
    run.states.beforeCommit = () => {
      if (run.container.reads.length === 1) run.container.append(path, lines(10, 12));
      run.states.beforeCommit = () => undefined;
    };
    const etag = run.container.blobs.get(path)?.etag;
    await run.run();
    expect(run.state?.completeEtag).toBe(etag);
    expect(run.container.blobs.get(path)?.etag).not.toBe(etag);
    await run.run();
    expect(inOrder(run)).toEqual(numbers(0, 12));
  });

  const generations = [
    { name: 'of another creation time', createdOn: '2026-11-21T09:20:00.000Z', count: 300 },
    { name: 'of the same second, longer', createdOn: undefined, count: 300 },
    { name: 'of the same second and length', createdOn: undefined, count: 200 },
    { name: 'that is shorter', createdOn: undefined, count: 50 },
  ];
  it.each(generations)(
    'stops at a blob that is replaced while it is read by one $name, and never mixes the two',
    async ({ count, createdOn }) => {
      const run = runOverRanges();
      run.container.write(path, lines(0, 200));
      run.container.beforeRead = number => {
        if (number === 3) run.container.write(path, lines(1000, 1000 + count), createdOn === undefined ? {} : { createdOn });
      };
      expect(await run.run()).toBe('continued');
      expect(run.state?.completeEtag).toBeUndefined();
      // Whole lines of the first generation only: no line was joined of both, nothing was refused.
      expect(inOrder(run)).toEqual(numbers(0, run.events.acceptedEvents.length));
      expect(run.failed).toEqual([]);

      expect(await run.run(run.hints[0])).toBe('complete');
      expect(run.counts.blobsReplaced).toBe(1);
      expect(inOrder(run).filter(number => number >= 1000)).toEqual(numbers(1000, 1000 + count));
    },
  );

  it('stops at a blob of another creation time, though its bytes are the same', async () => {
    const run = runOverRanges();
    run.container.write(path, lines(0, 200));
    run.container.beforeRead = number => {
      if (number === 3) run.container.write(path, lines(0, 200), { createdOn: '2026-11-21T09:20:00.000Z' });
    };
    expect(await run.run()).toBe('continued');
  });

  it('lets another message go on when the blob is deleted while it is read', async () => {
    const run = runOverRanges();
    run.container.write(path, lines(0, 200));
    run.container.beforeRead = number => {
      if (number === 3) run.container.blobs.delete(path);
    };
    expect(await run.run()).toBe('continued');
    expect(run.hints).toHaveLength(1);
  });

  it('keeps a line of 40 MB without a line feed in pieces, each with its offset, and goes on behind it', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, rangeBytes: 4_000_000 };
    const long = Buffer.alloc(40_000_000, 'x');
    long.write('{"forged":"', 33_554_432);
    run.container.write(path, Buffer.concat([Buffer.from(`${record(0)}\n`), long, Buffer.from(`\n${record(1)}\n`)]));
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1]);
    const start = record(0).length + 1;
    expect(run.failed.map(({ lengthBytes, offset, reason }) => [reason, offset - start, lengthBytes])).toEqual([
      ['LineTooLong', 0, 16_777_216],
      ['LineTooLong', 16_777_216, 16_777_216],
      ['LineTooLong', 33_554_432, 40_000_000 - 33_554_432],
    ]);
    expect(Buffer.concat(run.failed.map(({ bytes }) => bytes ?? Buffer.alloc(0))).equals(long)).toBe(true);
  });
});
