import { accepted } from './fakes/memory-events';
import { lines, numbers, path, record, SimulatedRun } from './fakes/simulated-run';

/** Sent but not committed at this moment, by what the destination and the state table have seen themselves. */
function watchUncommitted(run: SimulatedRun) {
  const bytes = run.container.blobs.get(path)?.bytes ?? Buffer.alloc(0);
  const linesBefore = new Map([[0, 0]]);
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', end + 1)) linesBefore.set(end + 1, linesBefore.size);
  const sent = new Set<string>();
  let mostUncommitted = 0;
  return {
    send(ids: readonly string[]) {
      for (const id of ids) sent.add(id);
      const committed = linesBefore.get(run.state?.committedOffset ?? 0) ?? Number.NaN;
      mostUncommitted = Math.max(mostUncommitted, sent.size - committed);
    },
    most: () => mostUncommitted,
  };
}

describe('DeliveryWindow', () => {
  it.each([
    { maxStepEvents: 1000, maxConcurrentRequests: 8 },
    { maxStepEvents: 300, maxConcurrentRequests: 8 },
    { maxStepEvents: 120, maxConcurrentRequests: 4 },
    { maxStepEvents: 30, maxConcurrentRequests: 2 },
    { maxStepEvents: 1, maxConcurrentRequests: 3 },
  ])('never sends more than a step beyond the committed offset: %o', async settings => {
    const run = new SimulatedRun();
    const records = settings.maxStepEvents === 1 ? 20 : 2000;
    run.settings = { ...run.settings, ...settings };
    run.container.write(path, lines(0, records));
    const uncommitted = watchUncommitted(run);
    run.events.answer = async (batch, request) => {
      uncommitted.send(batch.map(({ id }) => id));
      await run.clock.sleep(20 + ((request * 61) % 90));
      return batch.map(() => accepted);
    };
    run.states.beforeCommit = () => run.clock.sleep(15);
    expect(await run.run()).toBe('complete');
    expect(uncommitted.most()).toBeLessThanOrEqual(settings.maxStepEvents);
    expect(run.events.mostUnderWay).toBeLessThanOrEqual(settings.maxConcurrentRequests);
    expect(run.acceptedNumbers.toSorted((one, other) => one - other)).toEqual(numbers(0, records));
  });

  it('keeps the requests flowing while a commit is under way', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, maxConcurrentRequests: 4, maxStepEvents: 1600 };
    run.container.write(path, lines(0, 8000));
    run.events.answer = async batch => {
      await run.clock.sleep(50);
      return batch.map(() => accepted);
    };
    run.states.beforeCommit = () => run.clock.sleep(40);
    const start = run.clock.now();
    await run.run();
    // 80 requests, 4 at once, 50 ms each: 1,000 ms; the last commit cannot overlap anything.
    expect(run.clock.now() - start).toBeLessThanOrEqual(1_000 + 40 + 100);
  });

  it('commits at paced steps, not after every request', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 5000));
    let commits = 0;
    run.states.beforeCommit = () => {
      commits++;
    };
    await run.run();
    expect(run.events.requests).toHaveLength(50);
    expect(commits).toBeLessThanOrEqual(21);
  });

  it('repeats at most a step, with the same ids, wherever a run is cut off', async () => {
    for (const cutAt of numbers(1, 9)) {
      const run = new SimulatedRun();
      run.settings = { ...run.settings, maxStepEvents: 300, maxConcurrentRequests: 2 };
      run.container.write(path, lines(0, 700));
      let isDead = false;
      run.events.answer = async (batch, request) => {
        await run.clock.sleep(10);
        // The answer is lost with the process, after the events were accepted.
        isDead ||= request >= cutAt;
        return batch.map(() => accepted);
      };
      const life = run.run();
      run.states.beforeCommit = () => {
        if (isDead) throw new Error('The process has ended.');
      };
      await life.catch(() => undefined);
      isDead = false;
      run.events.answer = batch => batch.map(() => accepted);
      run.states.beforeCommit = () => undefined;
      await run.run();
      const ids = run.events.acceptedIds;
      expect(new Set(run.acceptedNumbers)).toEqual(new Set(numbers(0, 700)));
      expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(300);
    }
  });

  it('sends no more than some megabytes of lines beyond the committed offset', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, maxConcurrentRequests: 50, maxStepEvents: 10_000 };
    const line = (number: number) => `${record(number, { properties: { requestbody: 'x'.repeat(500_000) } })}\n`;
    const bytesOfLine = line(10).length;
    run.container.write(path, numbers(10, 40).map(line).join(''));
    let mostBytes = 0;
    run.events.answer = async batch => {
      const last = Number(/00000000-0000-4000-8000-(\d{12})/.exec(batch.at(-1)?.eventData ?? '')?.[1]);
      mostBytes = Math.max(mostBytes, (last - 9) * bytesOfLine - (run.state?.committedOffset ?? 0));
      await run.clock.sleep(50);
      return batch.map(() => accepted);
    };
    await run.run();
    expect(run.acceptedNumbers).toHaveLength(30);
    expect(mostBytes).toBeGreaterThan(4_000_000);
    expect(mostBytes).toBeLessThanOrEqual(8 * 1024 * 1024);
  });

  it('holds few lines in memory, however short and many they are', async () => {
    const run = new SimulatedRun();
    run.container.write(path, 'x\n'.repeat(40_000));
    const puts: number[] = [];
    let failed = 0;
    run.states.beforeCommit = () => {
      puts.push(run.failed.length - failed);
      failed = run.failed.length;
    };
    await run.run();
    expect(run.failed).toHaveLength(40_000);
    expect(Math.max(...puts)).toBeLessThanOrEqual(20_000);
  });

  it('holds few lines in memory, however long they are', async () => {
    const run = new SimulatedRun();
    const line = `{"no":"${'x'.repeat(3_000_000)}\n`;
    run.container.write(path, line.repeat(20));
    const puts: number[] = [];
    let failed = 0;
    run.states.beforeCommit = () => {
      puts.push(run.failed.length - failed);
      failed = run.failed.length;
    };
    await run.run();
    expect(run.failed).toHaveLength(20);
    expect(Math.max(...puts)).toBeLessThanOrEqual(3);
  });
});
