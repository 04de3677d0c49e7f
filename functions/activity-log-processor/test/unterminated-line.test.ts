import { path, record, SimulatedRun } from './fakes/simulated-run';

const hour = 3_600_000;

function restingFor(milliseconds: number, content: string): SimulatedRun {
  const run = new SimulatedRun();
  run.container.write(path, content, { lastModified: run.clock.now() - milliseconds });
  return run;
}

describe('takeUnterminated', () => {
  it('waits for the line feed while somebody may be writing', async () => {
    const run = restingFor(2 * hour - 1000, `${record(0)}\n${record(1)}`);
    expect(await run.run()).toBe('open-line');
    expect(run.acceptedNumbers).toEqual([0]);
    expect(run.state).toMatchObject({ committedOffset: record(0).length + 1, completeEtag: undefined });
  });

  it('takes a whole record after two hours of rest, once', async () => {
    const run = restingFor(2 * hour, `${record(0)}\n${record(1)}`);
    expect(await run.run()).toBe('complete');
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1]);
    run.container.append(path, `\n${record(2)}\n`);
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1, 2]);
    expect(run.failed).toEqual([]);
  });

  it('waits two days for the rest of a record that is not whole, then keeps it in the failure place', async () => {
    const half = record(1).slice(0, 60);
    const run = restingFor(48 * hour - 1000, `${record(0)}\n${half}`);
    expect(await run.run()).toBe('open-line');
    expect(run.failed).toEqual([]);
    run.clock.advance(1000);
    expect(await run.run()).toBe('complete');
    expect(run.failed).toEqual([
      expect.objectContaining({ reason: 'TruncatedLine', offset: record(0).length + 1, bytes: Buffer.from(half) }),
    ]);
  });

  it('takes no truncated number for a record', async () => {
    const run = restingFor(3 * hour, '12');
    expect(await run.run()).toBe('open-line');
  });

  it('keeps what is appended to a taken line as its remainder, never as a record of its own', async () => {
    const run = restingFor(3 * hour, record(0));
    await run.run();
    run.container.append(path, `${record(1)}\n${record(2)}\n`);
    await run.run();
    expect(run.acceptedNumbers).toEqual([0, 2]);
    expect(run.failed).toEqual([
      expect.objectContaining({ reason: 'TruncatedLine', offset: record(0).length, bytes: Buffer.from(record(1)) }),
    ]);
  });

  it('notices a blob that was replaced behind a line that got its line feed later', async () => {
    const run = restingFor(3 * hour, record(0));
    await run.run();
    run.container.append(path, '\n');
    await run.run();
    run.container.write(path, `${record(9)}\n`);
    await run.run();
    expect(run.acceptedNumbers).toEqual([0, 9]);
    expect(run.counts.blobsReplaced).toBe(1);
  });

  it('waits behind white space too: a record that begins with it may be on its way', async () => {
    const run = restingFor(0, `${record(0)}\n \r`);
    expect(await run.run()).toBe('open-line');
    run.container.append(path, `${record(1)}\n`);
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1]);
    expect(run.failed).toEqual([]);
  });

  it('lets white space at the end hold up nothing for longer than a record', async () => {
    const run = restingFor(2 * hour, `${record(0)}\n \r`);
    expect(await run.run()).toBe('complete');
    run.container.append(path, `\n${record(1)}\n`);
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1]);
    expect(run.failed).toEqual([]);
  });
});
