import { hash } from 'node:crypto';
import { type BackfillProps, backfill } from '../src/backfill/backfill';
import type { SendReport } from '../src/backfill/record-sink';
import { StreamSink } from '../src/backfill/stream-sink';
import type { ActivityLogSource, SourceRecord } from '../src/events/activity-log-source';
import type { Destination } from '../src/events/destination';
import type { EventIdentity } from '../src/events/event-identity';
import { StopRequest } from '../src/interruption';

const record = (name: string, time: string, more: Partial<EventIdentity> = {}): SourceRecord => ({
  identity: {
    id: hash('sha256', name),
    time: new Date(time),
    correlationId: `c-${name}`,
    operation: 'Microsoft.Web/sites/write',
    status: 'Success',
    subscriptionId: 'aaaaaaaa-0000-4000-8000-000000000001',
    ...more,
  },
  bytes: Buffer.from(`{"name":"${name}"}`),
  place: name,
});

class Run {
  readonly sent: string[] = [];
  readonly lines: string[] = [];
  readonly interruption = new StopRequest();
  readonly held: EventIdentity[] = [];
  report: (records: readonly SourceRecord[]) => SendReport = records => ({ accepted: records.length, repeated: 0, refused: {} });

  constructor(private readonly records: readonly SourceRecord[]) {}

  run(more: Partial<BackfillProps> = {}) {
    const source: ActivityLogSource = {
      kind: 'rest',
      description: 'memory',
      records: range => this.#within(range),
    };
    const held = this.held;
    const destination: Destination = {
      pipeline: 'cloudtrail-lake',
      description: 'lake',
      countByHour: async () => new Map(),
      async *events({ from, to }) {
        const rest = { actor: undefined, resource: undefined, arrivedAt: undefined, place: 'lake' };
        for (const identity of held) if (identity.time >= from && identity.time < to) yield { identity, ...rest };
      },
      find: async function* () {},
      newest: async () => undefined,
    };
    const sink = {
      description: 'sink',
      limits: { maxRecords: 2, maxBytes: 1_000 },
      send: async (records: readonly SourceRecord[]) => {
        this.sent.push(...records.map(({ place }) => place));
        return this.report(records);
      },
    };
    return backfill({
      source,
      sink,
      destination,
      range: { from: new Date('2026-11-02T00:00:00Z'), to: new Date('2026-11-05T00:00:00Z') },
      settledBefore: new Date('2026-11-05T00:00:00Z'),
      dryRun: false,
      interruption: this.interruption,
      print: line => this.lines.push(line),
      progress: () => {},
      ...more,
    });
  }

  async *#within({ from, to }: BackfillProps['range']) {
    for (const item of this.records) if (item.identity.time >= from && item.identity.time < to) yield item;
  }
}

const days = [
  record('a', '2026-11-02T08:00:00Z'),
  record('b', '2026-11-02T09:00:00Z'),
  record('c', '2026-11-02T10:00:00Z'),
  record('d', '2026-11-03T08:00:00Z'),
  record('e', '2026-11-04T08:00:00Z'),
];

describe('backfill', () => {
  it('sends what the destination lacks, and nothing that it holds, also in another spelling', async () => {
    const run = new Run(days);
    const [a, , , d] = days.map(({ identity }) => identity);
    if (a === undefined || d === undefined) throw new Error('no records');
    run.held.push(a, { ...d, id: 'as-exported', operation: d.operation.toUpperCase(), status: 'Succeeded' });
    expect(await run.run()).toMatchObject({ sent: 3, accepted: 3, skipped: 2, respelt: 1, goOnFrom: undefined });
    expect(run.sent).toEqual(['b', 'c', 'e']);
    expect(run.lines).toEqual([
      '2026-11-02: 2 sent, 1 there already',
      '2026-11-03: 0 sent, 1 there already (1 in another spelling)',
      '2026-11-04: 1 sent',
    ]);
  });

  it('sends everything where nothing is compared', async () => {
    const run = new Run(days);
    run.held.push(...days.map(({ identity }) => identity));
    expect(await run.run({ destination: undefined })).toMatchObject({ sent: 5, skipped: 0 });
  });

  it('leaves what is so young that it is on its way by itself', async () => {
    const run = new Run(days);
    expect(await run.run({ settledBefore: new Date('2026-11-04T00:00:00Z') })).toMatchObject({ sent: 4, inFlight: 1 });
    expect(run.sent).not.toContain('e');
    expect(await run.run({ settledBefore: new Date('2026-11-04T00:00:00Z'), destination: undefined })).toMatchObject({ sent: 4 });
  });

  it('stops between two requests, and says from which day to go on', async () => {
    const run = new Run(days);
    run.report = records => {
      run.interruption.request();
      return { accepted: records.length, repeated: 0, refused: {} };
    };
    expect(await run.run()).toMatchObject({ sent: 2, goOnFrom: '2026-11-02T00:00:00.000Z' });
    expect(run.sent).toEqual(['a', 'b']);
  });

  it('says how far it came before what fails ends it', async () => {
    const run = new Run(days);
    run.report = records => {
      if (records.some(({ place }) => place === 'd')) throw new Error('no rights');
      return { accepted: records.length, repeated: 0, refused: {} };
    };
    await expect(run.run()).rejects.toThrow('no rights');
    expect(run.lines.at(-1)).toBe('Stopped at 2026-11-03T00:00:00.000Z: everything before it is done.');
  });

  it('sends nothing in a trial run, and counts what it would', async () => {
    const run = new Run(days);
    expect(await run.run({ dryRun: true })).toMatchObject({ sent: 5, accepted: 0 });
    expect(run.sent).toEqual([]);
    expect(run.lines[0]).toBe('2026-11-02: 3 would be sent');
  });

  it('adds up what was refused, by reason', async () => {
    const run = new Run(days);
    run.report = records => ({ accepted: records.length - 1, repeated: 0, refused: { TooLarge: 1 } });
    expect(await run.run()).toMatchObject({ accepted: 1, refused: { TooLarge: 4 } });
  });
});

describe('the way onto the stream', () => {
  it('refuses what the forwarder refuses', async () => {
    const put: Buffer[] = [];
    const sink = new StreamSink({ description: 'stream', maxRowBytes: 4_000, put: async records => void put.push(...records) });
    const deep = { ...record('deep', '2026-11-02T08:00:00Z'), bytes: Buffer.from(`{"a":${'['.repeat(600)}${']'.repeat(600)}}`) };
    const large = { ...record('large', '2026-11-02T08:00:00Z'), bytes: Buffer.from(`{"a":"${'x'.repeat(4_000)}"}`) };
    const good = record('good', '2026-11-02T08:00:00Z');
    expect(await sink.send([deep, good, large])).toEqual({ accepted: 1, repeated: 0, refused: { TooDeep: 1, TooLarge: 1 } });
    expect(put).toEqual([good.bytes]);
  });
});
