import type { ArrivedEvent, Destination } from '../src/events/destination';
import type { TimeRange } from '../src/events/time-range';
import { InterruptedError } from '../src/interrupted-error';
import { eventLine } from '../src/tail/event-line';
import { type FollowProps, follow } from '../src/tail/follow';
import { NewEvents } from '../src/tail/new-events';
import { toJson } from '../src/tail/shown-event';

const now = Date.parse('2026-11-21T12:00:00Z');
const resource = '/SUBSCRIPTIONS/7C1F0A52/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/STHARBOR';

function event(id: string, minutesAgo: number, status = 'Success'): ArrivedEvent {
  const time = new Date(now - minutesAgo * 60_000);
  const identity = {
    id,
    time,
    correlationId: undefined,
    operation: 'Microsoft.Storage/storageAccounts/write',
    status,
    subscriptionId: '7c1f0a52-3b7e',
  };
  return { identity, actor: 'ines@northwind.example', resource, arrivedAt: undefined, place: 'a place' };
}

class Lake {
  events: ArrivedEvent[] = [];
  error: Error | undefined;
  readonly asked: TimeRange[] = [];

  fail(error: Error | undefined): void {
    this.error = error;
  }

  constructor(readonly pipeline: Destination['pipeline']) {}

  get destination(): Destination {
    const lake = this;
    return {
      pipeline: this.pipeline,
      description: this.pipeline,
      countByHour: async () => new Map(),
      newest: async () => undefined,
      async *find() {},
      async *events(range) {
        lake.asked.push(range);
        if (lake.error !== undefined) throw lake.error;
        yield* lake.events.filter(({ identity: { time } }) => time >= range.from && time < range.to);
      },
    };
  }
}

class Tail {
  readonly ct = new Lake('cloudtrail-lake');
  readonly sl = new Lake('security-lake');
  readonly shown: string[] = [];
  readonly said: string[] = [];
  readonly interruption = { isRequested: false };
  clock = now;
  /** What happens between two questions; the last one stops. */
  readonly waits: (() => void)[] = [];

  run(props: Partial<FollowProps> = {}): Promise<number> {
    return follow({
      events: new NewEvents([this.ct.destination, this.sl.destination], {}),
      sinceMilliseconds: 3_600_000,
      everyMilliseconds: 30_000,
      limit: 10,
      now: () => this.clock,
      wait: async milliseconds => {
        this.clock += milliseconds;
        const next = this.waits.shift();
        if (next === undefined) this.interruption.isRequested = true;
        else next();
      },
      interruption: this.interruption,
      print: line => this.said.push(line),
      progress: () => {},
      show: ({ event: { identity }, pipelines }) => this.shown.push(`${identity.id} ${pipelines.join('+')}`),
      ...props,
    });
  }
}

describe('following the lakes', () => {
  it('shows each event once, the newest last, whichever lake shows it first', async () => {
    const tail = new Tail();
    tail.ct.events = [event('b', 2), event('a', 5), event('old', 90)];
    tail.sl.events = [event('a', 5)];
    tail.waits.push(
      () => {
        tail.sl.events.push(event('b', 2), event('c', 20));
      },
      () => tail.ct.events.push(event('b', 2)),
    );
    expect(await tail.run()).toBe(3);
    expect(tail.shown).toEqual(['a cloudtrail-lake+security-lake', 'b cloudtrail-lake', 'c security-lake']);
    expect(tail.ct.asked).toHaveLength(3);
    expect(tail.ct.asked[0]?.from).toEqual(new Date(now - 3_600_000));
  });

  it('shows two events that share an id, as published ones do', async () => {
    const tail = new Tail();
    tail.ct.events = [event('a', 5, 'Accepted'), event('a', 5, 'Success')];
    expect(await tail.run({ everyMilliseconds: undefined })).toBe(2);
    expect(tail.shown).toHaveLength(2);
  });

  it('says how many older ones it leaves out', async () => {
    const tail = new Tail();
    tail.ct.events = ['a', 'b', 'c'].map((id, index) => event(id, 10 - index));
    expect(await tail.run({ everyMilliseconds: undefined, limit: 2 })).toBe(2);
    expect([tail.shown, tail.said]).toEqual([
      ['b cloudtrail-lake', 'c cloudtrail-lake'],
      ['(1 older ones are not shown: raise --limit, or filter)'],
    ]);
  });

  it('asks again after a question that failed; not after the first, and not for ever', async () => {
    const tail = new Tail();
    const error = new Error('throttled');
    tail.waits.push(
      () => tail.sl.fail(error),
      () => tail.sl.fail(undefined),
    );
    tail.sl.events = [event('a', 5)];
    expect(await tail.run()).toBe(1);
    expect(tail.said).toEqual(['Asked in vain, asking again: throttled']);

    const unready = new Tail();
    unready.ct.error = error;
    await expect(unready.run()).rejects.toBe(error);
    unready.ct.error = undefined;
    unready.waits.push(() => unready.ct.fail(error), ...Array.from({ length: 9 }, () => () => {}));
    await expect(unready.run()).rejects.toBe(error);
    expect(unready.said).toHaveLength(4);
  });

  it('ends well when the person stops it, also while a query runs; one single question does not', async () => {
    const tail = new Tail();
    tail.ct.error = new InterruptedError('The query');
    expect(await tail.run()).toBe(0);
    await expect(tail.run({ everyMilliseconds: undefined })).rejects.toBe(tail.ct.error);
  });
});

describe('an event on a line', () => {
  const shown = { event: event('a', 0, 'Failure'), pipelines: ['cloudtrail-lake'] as const };

  it('has what a person looks for', () => {
    expect(eventLine(shown, { colour: false })).toBe(
      '2026-11-21T12:00:00Z  Failure   ines@northwind.example            Microsoft.Storage/storageAccounts/write  STORAGEACCOUNTS/STHARBOR  7c1f0a52  cloudtrail-lake',
    );
    expect(eventLine(shown, { colour: true })).toContain('\u001b[31mFailure ');
  });

  it('lets no name steer the terminal, and cuts what is long', () => {
    const actor = `${'x'.repeat(40)}\u001b[2J`;
    const line = eventLine({ ...shown, event: { ...shown.event, actor, resource: 'a\u202eb' } }, { colour: false });
    expect(line).toContain(`${'x'.repeat(31)}…  Micro`);
    expect(line).toContain('  a b  ');
    expect([...line].filter(character => ['\u001b', '\u202e'].includes(character))).toEqual([]);
  });

  it('is a document for programs', () => {
    expect(JSON.parse(JSON.stringify(toJson(shown)))).toEqual({
      id: 'a',
      time: '2026-11-21T12:00:00.000Z',
      operation: 'Microsoft.Storage/storageAccounts/write',
      status: 'Failure',
      subscriptionId: '7c1f0a52-3b7e',
      actor: 'ines@northwind.example',
      resource,
      pipelines: ['cloudtrail-lake'],
      place: 'a place',
    });
  });
});
