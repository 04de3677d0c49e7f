import { type BlobHint, formatBlobPath, HintsNotSentError, hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import { MemoryBlobContainer } from '../../../packages/activity-log-blobs/test/memory/memory-blob-container';
import { MemoryBlobStates } from '../../../packages/activity-log-blobs/test/memory/memory-blob-states';
import { aggregate } from '../src/aggregate';
import { type AggregationCounts, noCounts } from '../src/aggregation-counts';
import type { AggregationRun, AggregationSettings } from '../src/aggregation-run';

export const subscription = '11111111-2222-3333-4444-555555555555';
export const otherSubscription = '99999999-8888-7777-6666-555555555555';

export interface RunSettings extends Partial<AggregationSettings> {
  readonly ports?: Partial<AggregationRun['ports']>;
  /** Milliseconds from now until the run is ended from outside. @default 300,000 */
  readonly timeLeft?: number;
  readonly counts?: AggregationCounts;
}

/** A container, a state table and a queue in memory, and a clock that only tests move. */
export class AggregationWorld {
  now = Date.parse('2026-11-21T09:30:00Z');
  readonly clock = { now: () => this.now, sleep: async (milliseconds: number) => void this.pass(milliseconds) };
  readonly container = new MemoryBlobContainer(() => this.now);
  readonly states = new MemoryBlobStates();
  sent: BlobHint[] = [];
  /** Paths whose hints the queue does not take. */
  readonly refused = new Set<string>();
  readonly hints = {
    send: async (hints: readonly BlobHint[]) => {
      if (hints.some(({ path }) => this.refused.has(path))) throw new HintsNotSentError('The queue is away.', hints.length);
      this.sent.push(...hints);
    },
  };

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  hoursAgo(hours: number): number {
    return Math.floor(this.now / hourMilliseconds) * hourMilliseconds - hours * hourMilliseconds;
  }

  /** Appends a line to a blob, which it creates if need be. */
  async write(path: string): Promise<string> {
    const existing = await this.container.read(path, 0, 0);
    if (existing === undefined) await this.container.create(path);
    await this.container.append(path, Buffer.from('{"a":1}\n'));
    return path;
  }

  writeHour(hoursAgo: number, id = subscription): Promise<string> {
    return this.write(formatBlobPath(id, this.hoursAgo(hoursAgo)));
  }

  /** Does what a processor does with a blob: commits it to its present end. */
  async commit(path: string): Promise<void> {
    const range = await this.container.read(path, 0, 0);
    if (range === undefined) throw new Error(`There is no blob ${path}.`);
    const { createdOn, etag, lengthBytes } = range;
    const lastLine = lengthBytes === 0 ? undefined : { lengthBytes: 8, sha256: 'a'.repeat(64) };
    const expected = await this.states.get(path);
    await this.states.commit({ expected, path, createdOn, committedOffset: lengthBytes, lastLine, complete: { etag, lengthBytes } });
  }

  async run({ ports, timeLeft = 300_000, counts = noCounts(), ...settings }: RunSettings = {}): Promise<AggregationCounts> {
    this.sent = [];
    this.container.listedPrefixes.length = 0;
    const { clock, container, hints, states } = this;
    await aggregate({
      ports: { clock, container, hints, states, ...ports },
      settings: { subscriptionIds: [subscription], startAt: undefined, ...settings },
      counts,
      deadline: this.now + timeLeft,
    });
    return counts;
  }

  get hintedPaths(): readonly string[] {
    return this.sent.map(({ path }) => path).sort();
  }

  async watermarkHour(id = subscription): Promise<number | undefined> {
    const watermark = await this.states.getWatermark(id);
    return watermark && Date.parse(watermark.hour);
  }

  async openPaths(id = subscription): Promise<readonly string[]> {
    const paths: string[] = [];
    for await (const path of this.states.listOpen(id)) paths.push(path);
    return paths;
  }
}
