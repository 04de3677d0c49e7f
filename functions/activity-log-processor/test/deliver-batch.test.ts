import { AuditEventsRequestError } from '../src/audit-events';
import { deliverBatch } from '../src/deliver-batch';
import type { BatchedEvent } from '../src/event-batches';
import { noCounts } from '../src/processing-counts';
import { type Answer, accepted, MemoryEvents, refused, throttled } from './fakes/memory-events';
import { VirtualClock } from './fakes/virtual-clock';

function batchOf(...ids: string[]): BatchedEvent[] {
  return ids.map((id, index) => ({
    event: { id, eventData: '{}', entry: '{}', entryBytes: 2, timeMilliseconds: 0 },
    line: { kind: 'line', offset: index * 10, bytes: Buffer.from(id), endOffset: index * 10 + 10 },
  }));
}

function delivery(answer: Answer, lastAttemptMilliseconds = 60_000) {
  const clock = new VirtualClock();
  const events = new MemoryEvents();
  events.answer = answer;
  const counts = noCounts();
  const settings = {
    events,
    clock,
    counts,
    randomness: () => 0.99,
    lastAttemptAt: clock.now() + lastAttemptMilliseconds,
    isStopped: () => false,
  };
  return { clock, events, counts, deliver: (batch: readonly BatchedEvent[]) => deliverBatch(batch, settings), settings };
}

const invalid = () => new AuditEventsRequestError('invalid', 'ValidationException', false, true);
const unavailable = () => new AuditEventsRequestError('unavailable', 'ServiceUnavailable', true, false);
const forbidden = () => new AuditEventsRequestError('forbidden', 'AccessDeniedException', false, false);

describe('deliverBatch', () => {
  it('sends only the failed entries again', async () => {
    const { counts, deliver, events } = delivery((batch, request) =>
      batch.map(({ id }) => (request === 1 && id !== 'a' ? throttled : accepted)),
    );
    expect(await deliver(batchOf('a', 'b', 'c'))).toEqual([]);
    expect(events.requests).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
    expect(counts).toMatchObject({ eventsAccepted: 3, retriedEntries: 2 });
  });

  it('gives back what a 200 refuses, and does not send it again', async () => {
    const { counts, deliver, events } = delivery(batch => batch.map(({ id }) => (id === 'b' ? refused : accepted)));
    const result = await deliver(batchOf('a', 'b', 'c'));
    expect(result.map(({ batched, errorCode }) => [batched.event.id, errorCode])).toEqual([['b', 'InvalidData']]);
    expect(events.requests).toHaveLength(1);
    expect(counts.eventsAccepted).toBe(2);
  });

  it('sends the whole request again after a passing failure', async () => {
    const { deliver, events } = delivery((batch, request) => {
      if (request < 3) throw unavailable();
      return batch.map(() => accepted);
    });
    await deliver(batchOf('a', 'b'));
    expect(events.requests).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('halves a request that one event makes invalid until that event stands alone', async () => {
    const { deliver, events } = delivery(batch => {
      if (batch.some(({ id }) => id === 'poison')) throw invalid();
      return batch.map(() => accepted);
    });
    const result = await deliver(batchOf('a', 'b', 'c', 'poison', 'e', 'f', 'g'));
    expect(result.map(({ batched, errorCode }) => [batched.event.id, errorCode])).toEqual([['poison', 'ValidationException']]);
    expect([...events.acceptedIds].sort()).toEqual(['a', 'b', 'c', 'e', 'f', 'g']);
  });

  it('raises what no attempt and no smaller request can help', async () => {
    const { deliver, events } = delivery(() => {
      throw forbidden();
    });
    await expect(deliver(batchOf('a', 'b'))).rejects.toMatchObject({ errorCode: 'AccessDeniedException' });
    expect(events.requests).toHaveLength(1);
  });

  it('raises before the deadline what is throttled until then', async () => {
    const { clock, deliver, events, settings } = delivery(batch => batch.map(() => throttled));
    await expect(deliver(batchOf('a'))).rejects.toMatchObject({
      name: 'DeliveryTimedOutError',
      message: expect.stringContaining('Throttling'),
    });
    expect(clock.now()).toBeLessThanOrEqual(settings.lastAttemptAt);
    expect(events.requests.length).toBeGreaterThan(10);
  });

  it('halves no further once the deadline has come', async () => {
    const { clock, deliver, events } = delivery(async () => {
      await clock.sleep(25_000);
      throw invalid();
    });
    await expect(deliver(batchOf('a', 'b', 'c', 'd'))).rejects.toMatchObject({ name: 'DeliveryTimedOutError' });
    expect(events.requests).toHaveLength(3);
  });

  it('never takes an answer for fewer events than were sent', async () => {
    const { deliver } = delivery(() => [accepted]);
    await expect(deliver(batchOf('a', 'b'))).rejects.toMatchObject({ name: 'IncompleteAnswerError' });
  });
});
