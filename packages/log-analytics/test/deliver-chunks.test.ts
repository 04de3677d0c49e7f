import { VirtualClock } from '../../../functions/activity-log-processor/test/fakes/virtual-clock';
import type { ChunkOutcome, Reason } from '../src/chunk-outcome';
import { type DeliverySettings, deliverChunks } from '../src/deliver-chunks';
import { cutChunks, type RecordChunk } from '../src/record-chunks';
import type { RecordText } from '../src/record-text';
import { UploadFailures } from '../src/upload-failures';
import type { UploadRetry } from '../src/upload-settings';

const reason = (code: string): Reason => ({ code, status: 500, explanation: `${code}.` });
const retry = (retryAfterMilliseconds?: number): ChunkOutcome => ({ kind: 'retry', reason: reason('Busy'), retryAfterMilliseconds });
const accepted: ChunkOutcome = { kind: 'accepted' };

describe('deliverChunks', () => {
  let clock: VirtualClock;
  let sent: { readonly at: number; readonly positions: readonly number[]; readonly timeoutMilliseconds: number }[];
  let retries: UploadRetry[];
  let failures: UploadFailures;
  let startedAt: number;

  beforeEach(() => {
    clock = new VirtualClock();
    startedAt = clock.now();
    sent = [];
    retries = [];
    failures = new UploadFailures();
  });

  /** Chunks of one record each, unless told otherwise. */
  function deliver(
    records: number,
    outcome: (chunk: RecordChunk, requestNumber: number) => ChunkOutcome | Promise<ChunkOutcome>,
    { perChunk = 1, ...settings }: Partial<DeliverySettings> & { readonly perChunk?: number } = {},
  ): Promise<void> {
    const texts = Array.from({ length: records }, (_, position): RecordText => ({ position, json: '{}', bytes: 2 }));
    return deliverChunks(cutChunks(texts, 1 + perChunk * 3), {
      clock,
      randomness: () => 0.5,
      onRetry: one => retries.push(one),
      giveUpAt: startedAt + 600_000,
      failures,
      maxConcurrentRequests: 1,
      sendChunk: async (chunk, timeoutMilliseconds) => {
        sent.push({ at: clock.now() - startedAt, positions: chunk.records.map(({ position }) => position), timeoutMilliseconds });
        return outcome(chunk, sent.length);
      },
      ...settings,
    });
  }

  it('sends each chunk once when all are accepted', async () => {
    await deliver(5, () => accepted, { perChunk: 2 });
    expect(sent.map(({ positions }) => positions)).toEqual([[0, 1], [2, 3], [4]]);
    expect(failures.list).toEqual([]);
    expect(retries).toEqual([]);
  });

  it('has no more requests under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    await deliver(
      20,
      async () => {
        most = Math.max(most, ++underWay);
        await clock.sleep(100);
        underWay -= 1;
        return accepted;
      },
      { maxConcurrentRequests: 3 },
    );
    expect(most).toBe(3);
    expect(sent).toHaveLength(20);
  });

  it('sends again after growing, jittered pauses, and tells each time', async () => {
    await deliver(1, (_, number) => (number <= 3 ? retry() : accepted));
    expect(sent.map(({ at }) => at)).toEqual([0, 250, 750, 1750]);
    expect(retries).toEqual([250, 500, 1000].map(delayMilliseconds => ({ code: 'Busy', status: 500, records: 1, delayMilliseconds })));
    expect(failures.list).toEqual([]);
  });

  it('waits as long as the service asks, with all its requests', async () => {
    await deliver(4, (_, number) => (number === 1 ? retry(20_000) : accepted), { maxConcurrentRequests: 2 });
    // The second was under way when the first was refused; the others waited.
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 20_000, 20_000, 20_250]);
  });

  it('waits anew when the pause is made longer meanwhile', async () => {
    const pauses = [retry(1_000), retry(60_000)];
    await deliver(2, () => pauses.shift() ?? accepted, { maxConcurrentRequests: 2 });
    expect(sent.slice(2).every(({ at }) => at >= 60_000)).toBe(true);
    expect(sent).toHaveLength(4);
  });

  it('gives up at once when the service asks for a longer pause than there is time', async () => {
    await deliver(3, () => retry(600_000));
    expect(sent).toHaveLength(1);
    expect(clock.now()).toBe(startedAt);
    expect(failures.list).toEqual([{ code: 'Busy', status: 500, records: 3, firstPosition: 0, explanation: 'Busy.' }]);
  });

  it('gives a chunk up after ten attempts, and goes on with the next', async () => {
    await deliver(2, ({ records }) => (records[0]?.position === 0 ? retry() : accepted));
    expect(sent.filter(({ positions }) => positions[0] === 0)).toHaveLength(10);
    expect(failures.list).toEqual([expect.objectContaining({ code: 'Busy', records: 1, firstPosition: 0 })]);
  });

  it('sends nothing when time is up, and says so', async () => {
    await deliver(3, () => accepted, { giveUpAt: startedAt });
    expect(sent).toEqual([]);
    expect(failures.list).toEqual([expect.objectContaining({ code: 'OutOfTime', records: 3, firstPosition: 0 })]);
  });

  it('lets no request go on after the time is up', async () => {
    await deliver(2, () => clock.sleep(7_000).then(() => accepted), { giveUpAt: startedAt + 10_000, requestTimeoutSeconds: 8 });
    expect(sent.map(({ timeoutMilliseconds }) => timeoutMilliseconds)).toEqual([8_000, 3_000]);
  });

  it('halves what is too large until it goes', async () => {
    await deliver(5, ({ records }) => (records.length > 2 ? { kind: 'split', reason: reason('TooLarge') } : accepted), { perChunk: 5 });
    expect(sent.map(({ positions }) => positions)).toEqual([[0, 1, 2, 3, 4], [0, 1, 2], [0, 1], [2], [3, 4]]);
    expect(failures.list).toEqual([]);
  });

  it('names the one record that is too large alone, and sends the others', async () => {
    await deliver(
      4,
      ({ records }) => (records.some(({ position }) => position === 2) ? { kind: 'split', reason: reason('TooLarge') } : accepted),
      {
        perChunk: 4,
      },
    );
    expect(failures.list).toEqual([expect.objectContaining({ code: 'TooLarge', records: 1, firstPosition: 2 })]);
  });

  it('goes on after records that are refused', async () => {
    await deliver(6, ({ records }) => (records[0]?.position === 2 ? { kind: 'refused', reason: reason('Bad') } : accepted), {
      perChunk: 2,
    });
    expect(sent).toHaveLength(3);
    expect(failures.list).toEqual([expect.objectContaining({ code: 'Bad', records: 2, firstPosition: 2 })]);
  });

  it('sends no further request when none can succeed, and counts all that is left', async () => {
    await deliver(9, (_, number) => (number === 2 ? { kind: 'hopeless', reason: reason('Forbidden') } : accepted), { perChunk: 2 });
    expect(sent).toHaveLength(2);
    expect(failures.list).toEqual([expect.objectContaining({ code: 'Forbidden', records: 7, firstPosition: 2 })]);
  });

  it('ends a pause without a request when another request has shown that there is no hope', async () => {
    const outcomes: ChunkOutcome[] = [retry(), { kind: 'hopeless', reason: reason('Forbidden') }];
    await deliver(2, () => outcomes.shift() ?? accepted, { maxConcurrentRequests: 2 });
    expect(sent).toHaveLength(2);
    expect(failures.list).toEqual([expect.objectContaining({ code: 'Forbidden', records: 2, firstPosition: 0 })]);
  });

  it('counts by reason, the most frequent first', async () => {
    const outcomes: ChunkOutcome[] = ['Rare', 'Often', 'Often'].map(code => ({ kind: 'refused', reason: reason(code) }));
    await deliver(3, () => outcomes.shift() ?? accepted);
    expect(failures.list.map(({ code, records, firstPosition }) => [code, records, firstPosition])).toEqual([
      ['Often', 2, 1],
      ['Rare', 1, 0],
    ]);
  });
});
