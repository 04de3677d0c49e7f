import type { FailedRecordsPointer, RedriveReport } from '@audit-bridge/failed-events';
import type { OneByOneOptions } from '../src/one-by-one';
import { type FailedEventsQueue, redrive, type TakenMessage } from '../src/redrive-failed-events/redrive';

const startedAt = Date.parse('2026-11-21T12:00:00Z');

function pointer(key: string): FailedRecordsPointer {
  return { bucket: 'failed', key, blob: 'blob', records: 1, reasons: { MalformedJson: 1 } };
}

/** Messages are taken in order; a taken one is gone until it is released. */
class MemoryQueue implements FailedEventsQueue {
  waiting: TakenMessage[] = [];
  readonly deleted: string[] = [];
  #receipts = 0;

  send(body: string | FailedRecordsPointer, sentAt = startedAt - 60_000): void {
    this.waiting.push({ body: typeof body === 'string' ? body : JSON.stringify(body), sentAt, receipt: String(++this.#receipts) });
  }

  async take() {
    return this.waiting.shift();
  }

  async delete({ body }: TakenMessage) {
    this.deleted.push(keyOf(body));
  }

  async release(message: TakenMessage) {
    this.waiting.push(message);
  }

  get keys(): readonly string[] {
    return this.waiting.map(({ body }) => keyOf(body));
  }
}

function keyOf(body: string): string {
  return body.startsWith('{') ? (JSON.parse(body) as FailedRecordsPointer).key : body;
}

class Run {
  readonly queue = new MemoryQueue();
  readonly redriven: string[] = [];
  readonly lines: string[] = [];
  readonly interruption = { isRequested: false };
  redriveObject: (pointer: FailedRecordsPointer) => Promise<RedriveReport> = async () => settled();

  run(options: Partial<OneByOneOptions> = {}) {
    return redrive(
      {
        queue: this.queue,
        now: () => startedAt,
        redriveObject: one => {
          this.redriven.push(one.key);
          return this.redriveObject(one);
        },
      },
      {
        dryRun: false,
        limit: Number.POSITIVE_INFINITY,
        print: line => this.lines.push(line),
        progress: () => {},
        interruption: this.interruption,
        ...options,
      },
    );
  }
}

function settled(report: Partial<RedriveReport> = {}): RedriveReport {
  return { records: 1, accepted: 1, repeated: 0, refused: {}, ...report };
}

describe('redrive', () => {
  it('deletes the pointers of the objects whose records are settled, and tells each', async () => {
    const run = new Run();
    for (const key of ['a', 'b']) run.queue.send(pointer(key));
    run.redriveObject = async ({ key }) => (key === 'a' ? settled() : settled({ accepted: 0, refused: { MalformedJson: 1 } }));
    expect(await run.run()).toEqual({ objects: 2, accepted: 1, refused: { MalformedJson: 1 }, failures: 0, left: 0 });
    expect([run.queue.deleted, run.queue.waiting]).toEqual([['a', 'b'], []]);
    expect(run.lines).toEqual(['1. a: 1 records, 1 accepted', '2. b: 1 records, 0 accepted, 1 refused again (MalformedJson)']);
  });

  it('ends although what is refused again comes back into the queue', async () => {
    const run = new Run();
    run.queue.send(pointer('a'));
    run.redriveObject = async () => {
      // Equal content has an equal name; another reason gives another one. The clock of the queue may be ahead or behind.
      run.queue.send(pointer('a'), startedAt - 1);
      run.queue.send(pointer('a-with-its-new-reason'), startedAt + 1);
      return settled({ accepted: 0, refused: { MalformedJson: 1 } });
    };
    expect(await run.run()).toMatchObject({ objects: 1, left: 2 });
    expect(run.redriven).toEqual(['a']);
    expect(run.queue.keys).toEqual(['a', 'a-with-its-new-reason']);
  });

  it('keeps the pointer of an object that could not be taken through, and goes on with the next one', async () => {
    const run = new Run();
    for (const key of ['a', 'b']) run.queue.send(pointer(key));
    run.redriveObject = async ({ key }) => {
      if (key === 'a') throw new Error('throttled');
      return settled();
    };
    expect(await run.run()).toMatchObject({ objects: 1, failures: 1 });
    expect([run.queue.deleted, run.queue.keys]).toEqual([['b'], ['a']]);
    expect(run.lines[0]).toBe('1. a: FAILED, its pointer stays: throttled');
  });

  it('stops when one object after another fails: the cause is a common one', async () => {
    const run = new Run();
    for (const key of ['a', 'b', 'c', 'd']) run.queue.send(pointer(key));
    run.redriveObject = async () => {
      throw new Error('no permission');
    };
    expect(await run.run()).toMatchObject({ failures: 3 });
    expect([...run.queue.keys].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('finishes the object in hand when it is to stop, and leaves the rest', async () => {
    const run = new Run();
    for (const key of ['a', 'b']) run.queue.send(pointer(key));
    run.redriveObject = async () => {
      run.interruption.isRequested = true;
      return settled();
    };
    expect(await run.run()).toMatchObject({ objects: 1 });
    expect([run.queue.deleted, run.queue.keys]).toEqual([['a'], ['b']]);
  });

  it('deletes nothing on a dry run, and gives every pointer back', async () => {
    const run = new Run();
    for (const key of ['a', 'b']) run.queue.send(pointer(key));
    await run.run({ dryRun: true });
    expect([run.queue.deleted, run.queue.keys]).toEqual([[], ['a', 'b']]);
    expect(run.lines[0]).toBe('1. a: 1 records, 1 would be sent');
  });

  it('takes no more objects than the limit', async () => {
    const run = new Run();
    for (const key of ['a', 'b', 'c']) run.queue.send(pointer(key));
    expect(await run.run({ limit: 2 })).toMatchObject({ objects: 2 });
    expect(run.queue.keys).toEqual(['c']);
  });

  it('leaves a message that is no pointer, and counts it as a failure', async () => {
    const run = new Run();
    run.queue.send('hello');
    run.queue.send(pointer('a'));
    expect(await run.run()).toMatchObject({ objects: 1, failures: 1 });
    expect(run.queue.keys).toEqual(['hello']);
  });
});
