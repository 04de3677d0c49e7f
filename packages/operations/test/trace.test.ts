import type { SourceRecord, UnreadableRecord } from '../src/events/activity-log-source';
import type { ArrivedEvent, Destination } from '../src/events/destination';
import type { FailurePlace, RefusedRecord } from '../src/events/failure-place';
import { StopRequest } from '../src/interruption';
import { describeTrace } from '../src/trace/describe-trace';
import type { StreamRecord } from '../src/trace/stream-search';
import { trace } from '../src/trace/trace';
import { verdicts } from '../src/trace/verdicts';

const now = Date.parse('2026-11-21T12:00:00Z');
const range = { from: new Date(now - 86_400_000), to: new Date(now) };

const identity = (id: string, minutesAgo = 300) => ({
  id,
  time: new Date(now - minutesAgo * 60_000),
  correlationId: 'call-1',
  operation: 'Microsoft.Storage/storageAccounts/write',
  status: 'Success',
  subscriptionId: 'sub-1',
});

class Ways {
  source: (SourceRecord | UnreadableRecord)[] = [];
  fed: (SourceRecord | UnreadableRecord)[] = [];
  generated: readonly string[] = [];
  ct: ArrivedEvent[] = [];
  sl: ArrivedEvent[] = [];
  refused: RefusedRecord[] = [];
  onStream: StreamRecord[] = [];
  committed = 0;
  broken: 'source' | 'ct' | undefined;
  readonly asked: string[] = [];
  readonly interruption = new StopRequest();

  async look(id: string) {
    const found = await trace(id, range, {
      interruption: this.interruption,
      print: () => {},
      progress: () => {},
      sources: [
        { pipeline: undefined, source: { kind: 'blobs', description: 'container', records: () => this.#give(this.source, 'source') } },
        { pipeline: 'security-lake', source: { kind: 'fed', description: 'register', records: () => this.#give(this.fed, 'register') } },
      ],
      destinations: [this.#lake('cloudtrail-lake', 'ct'), this.#lake('security-lake', 'sl')],
      failurePlaces: [this.#place],
      blobs: { committedOffset: async () => this.committed },
      stream: {
        find: ids =>
          this.#give(
            this.onStream.filter(record => ids.has(record.id)),
            'stream',
          ),
      },
    });
    const pipelines = ['cloudtrail-lake', 'security-lake'].map(pipeline => ({ pipeline, isGenerated: this.generated.includes(pipeline) }));
    const outcomes = verdicts(found.sightings, pipelines, now);
    return { ...found, outcomes, lines: describeTrace(found.sightings, outcomes) };
  }

  async *#give<T>(items: readonly T[], what: string): AsyncGenerator<T> {
    this.asked.push(what);
    if (this.broken === what) throw new Error('no access');
    yield* items;
  }

  #lake(pipeline: Destination['pipeline'], which: 'ct' | 'sl'): Destination {
    const find = (id: string) =>
      this.#give(
        this[which].filter(event => event.identity.id === id || event.identity.correlationId === id),
        which,
      );
    return {
      pipeline,
      description: `lake of ${pipeline}`,
      find,
      events: () => this.#give([], which),
      countByHour: async () => new Map(),
      newest: async () => undefined,
    };
  }

  get #place(): FailurePlace {
    const findAny = (ids: ReadonlySet<string>) =>
      this.#give(
        this.refused.filter(({ id }) => ids.has(id)),
        'place',
      );
    return {
      pipeline: 'security-lake',
      name: 'quarantine',
      remedy: 'bridge replay',
      depth: async () => 0,
      find: id => findAny(new Set([id])),
      findAny,
    };
  }
}

const record = (id: string, offset = 100, minutesAgo?: number): SourceRecord => ({
  identity: identity(id, minutesAgo),
  bytes: Buffer.from('{}'),
  place: `blob b, byte ${offset}`,
  line: { blob: 'b', offset },
});
const arrived = (id: string): ArrivedEvent => ({
  identity: identity(id),
  actor: 'ines',
  resource: undefined,
  arrivedAt: new Date(now - 60_000),
  place: 'object o',
});

describe('tracing an event', () => {
  it('tells its way through both pipelines, in the order of time', async () => {
    const ways = new Ways();
    ways.source = [record('uid-1'), record('other', 0)].map((each, index) =>
      index === 0 ? each : { ...each, identity: { ...each.identity, correlationId: 'call-2' } },
    );
    ways.committed = 500;
    ways.ct = [arrived('uid-1')];
    ways.sl = [arrived('uid-1'), arrived('uid-1')];
    const { lines, outcomes } = await ways.look('uid-1');
    expect(lines).toEqual([
      'Event uid-1, correlation id call-1',
      '  2026-11-21T07:00:00Z  happened   Microsoft.Storage/storageAccounts/write, Success, by ines',
      '                        exported   blob b, byte 100',
      '  2026-11-21T11:59:00Z  arrived    cloudtrail-lake: lake of cloudtrail-lake, object o',
      '  2026-11-21T11:59:00Z  arrived    security-lake: lake of security-lake, object o',
      '  2026-11-21T11:59:00Z  arrived    security-lake: lake of security-lake, object o',
      '  cloudtrail-lake: arrived',
      '  security-lake: arrived 2 times, with the same id',
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['arrived', 'arrived']);
    expect(ways.asked).not.toContain('stream');
  });

  it('finds every event of a correlation id, and asks the other places for their uids', async () => {
    const ways = new Ways();
    ways.source = [record('uid-1', 0), record('uid-2', 300)];
    ways.committed = 300;
    ways.ct = [arrived('uid-1')];
    ways.refused = [
      { id: 'uid-1', correlationId: undefined, reason: 'UnusableTime', refusedAt: new Date(now - 120_000), place: 's3://q/1' },
    ];
    ways.onStream = [{ id: 'uid-2', correlationId: 'call-1', arrivedAt: new Date(now - 30_000), place: 'shard 1' }];
    const { lines, outcomes } = await ways.look('call-1');
    expect(outcomes.map(({ id, outcome, pipeline }) => `${id} ${pipeline} ${outcome}`)).toEqual([
      'uid-1 cloudtrail-lake arrived',
      'uid-1 security-lake refused',
      'uid-2 cloudtrail-lake in-flight',
      'uid-2 security-lake in-flight',
    ]);
    expect(lines.join('\n')).toContain('refused    security-lake: quarantine, s3://q/1 (UnusableTime)');
    expect(lines.join('\n')).toContain('to do: bridge replay');
    expect(lines.join('\n')).toContain('begins at byte 300, and the blob is committed up to byte 300');
  });

  it('tells what is missing from what cannot have come yet', async () => {
    const ways = new Ways();
    ways.committed = 500;
    ways.source = [record('uid-1')];
    expect((await ways.look('uid-1')).outcomes.map(({ outcome }) => outcome)).toEqual(['missing', 'missing']);
    ways.source = [record('uid-1', 100, 5)];
    expect((await ways.look('uid-1')).outcomes.map(({ outcome }) => outcome)).toEqual(['on-its-way', 'on-its-way']);
    expect((await ways.look('nobody')).sightings).toEqual([]);
  });

  it('does not take a message that the correlation id stands in for an event of its own', async () => {
    const ways = new Ways();
    ways.refused = [{ id: 'call-1', correlationId: undefined, reason: 'MalformedMessage', refusedAt: undefined, place: 'parked blob 1' }];
    expect((await ways.look('call-1')).outcomes.map(({ outcome }) => outcome)).toEqual(['not-seen', 'refused']);
    ways.ct = [arrived('uid-1')];
    ways.sl = [arrived('uid-1')];
    expect((await ways.look('call-1')).outcomes.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['uid-1 arrived', 'uid-1 arrived']);
  });

  it('wants of a pipeline that is fed what it was fed with, and nothing that another one has had', async () => {
    const ways = new Ways();
    ways.committed = 500;
    ways.generated = ['cloudtrail-lake', 'security-lake'];
    ways.ct = [arrived('uid-1')];
    expect((await ways.look('uid-1')).outcomes.map(({ outcome }) => outcome)).toEqual(['arrived', 'not-seen']);
    const { line: _none, ...fed } = { ...record('uid-1'), place: 'message 1 of fed/a' };
    ways.fed = [fed];
    const { lines, outcomes } = await ways.look('uid-1');
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['arrived', 'missing']);
    expect(lines).toContain('                        fed        security-lake: message 1 of fed/a');
    ways.fed = [{ ...fed, isUncertain: true }];
    const unsure = await ways.look('uid-1');
    expect(unsure.outcomes.map(({ outcome }) => outcome)).toEqual(['arrived', 'not-seen']);
    expect(unsure.lines.join('\n')).toContain('perhaps never sent');
  });

  it('shows what no pipeline takes', async () => {
    const ways = new Ways();
    ways.source = [{ id: 'hash-1', place: 'blob b, byte 0', reason: 'MalformedJson', time: new Date(now) }];
    expect((await ways.look('hash-1')).lines).toContain(
      '                        exported   blob b, byte 0 (no pipeline takes it: MalformedJson)',
    );
  });

  it('asks the others when a place does not answer, and stops when the person does', async () => {
    const ways = new Ways();
    ways.broken = 'source';
    ways.sl = [arrived('uid-1')];
    const { outcomes, unanswered } = await ways.look('uid-1');
    expect(unanswered).toEqual(['container: no access']);
    expect(outcomes.at(-1)).toMatchObject({ pipeline: 'security-lake', outcome: 'arrived' });
    ways.interruption.request();
    await expect(ways.look('uid-1')).rejects.toThrow('no access');
  });
});
