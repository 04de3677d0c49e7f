import type { FailedRecord } from '@audit-bridge/failed-events';
import { noCounts } from '../src/processing-counts';
import { redriveFailedRecords } from '../src/redrive-failed-records';
import { accepted, MemoryEvents, refused, throttled } from './fakes/memory-events';
import { path, record, subscriptionId } from './fakes/simulated-run';
import { VirtualClock } from './fakes/virtual-clock';

const clock = new VirtualClock();

function failed(offset: number, text: string | undefined, reason = 'InvalidData'): FailedRecord {
  const bytes = text === undefined ? undefined : Buffer.from(text);
  return {
    reason,
    message: 'was refused',
    blob: path,
    createdOn: '2026-11-21T09:03:11.000Z',
    offset,
    lengthBytes: bytes?.length ?? 1000,
    bytes,
  };
}

class Redrive {
  readonly events = new MemoryEvents();
  readonly kept: FailedRecord[] = [];
  keep: () => void = () => undefined;

  run(records: readonly FailedRecord[], dryRun = false) {
    return redriveFailedRecords({
      records,
      dryRun,
      counts: noCounts(),
      settings: { subscriptionIds: [subscriptionId], recipientAccountId: '123456789012', maxConcurrentRequests: 4, maxStepEvents: 1000 },
      deadline: clock.now() + 300_000,
      ports: {
        clock,
        randomness: () => 0.5,
        events: this.events,
        failures: {
          put: async again => {
            this.keep();
            this.kept.push(...again);
          },
        },
      },
    });
  }
}

describe('redriveFailedRecords', () => {
  it('sends what can be mapped now', async () => {
    const redrive = new Redrive();
    expect(await redrive.run([failed(0, record(1)), failed(500, record(2))])).toEqual({
      records: 2,
      accepted: 2,
      repeated: 0,
      refused: {},
    });
    expect(redrive.events.acceptedEvents).toHaveLength(2);
    expect(redrive.kept).toEqual([]);
  });

  it('keeps what the mapping or the destination refuses again, with the bytes, the place and the present reason', async () => {
    const redrive = new Redrive();
    redrive.events.answer = batch => batch.map((_, index) => (index === 0 ? refused : accepted));
    const report = await redrive.run([
      failed(0, record(1), 'SomethingElse'),
      failed(500, record(2)),
      failed(900, '{"time":', 'UnusableTime'),
    ]);
    expect(report).toEqual({ records: 3, accepted: 1, repeated: 0, refused: { MalformedJson: 1, InvalidData: 1 } });
    expect(redrive.kept.map(({ reason, offset, bytes }) => [reason, offset, bytes?.toString()])).toEqual([
      ['MalformedJson', 900, '{"time":'],
      ['InvalidData', 0, record(1)],
    ]);
  });

  it('keeps pieces and lost stretches as they are: no mapping makes events of them', async () => {
    const redrive = new Redrive();
    const lost = [failed(0, 'a piece', 'LineTooLong'), failed(7, undefined, 'BlobDeleted')];
    expect(await redrive.run(lost)).toMatchObject({ accepted: 0, refused: { LineTooLong: 1, BlobDeleted: 1 } });
    expect(redrive.kept).toEqual(lost);
  });

  it('sends equal records once', async () => {
    const redrive = new Redrive();
    expect(await redrive.run([failed(0, record(1)), failed(500, record(1))])).toMatchObject({ accepted: 1, repeated: 1 });
    expect(redrive.events.acceptedEvents).toHaveLength(1);
  });

  it('asks again where the destination asks for it', async () => {
    const redrive = new Redrive();
    redrive.events.answer = (batch, request) => batch.map(() => (request === 1 ? throttled : accepted));
    expect(await redrive.run([failed(0, record(1))])).toMatchObject({ accepted: 1, refused: {} });
  });

  it('touches nothing on a dry run', async () => {
    const redrive = new Redrive();
    const report = await redrive.run([failed(0, record(1)), failed(500, 'no record')], true);
    expect(report).toEqual({ records: 2, accepted: 1, repeated: 0, refused: { MalformedJson: 1 } });
    expect([redrive.events.requests, redrive.kept]).toEqual([[], []]);
  });

  it('fails when what is refused again cannot be kept', async () => {
    const redrive = new Redrive();
    redrive.keep = () => {
      throw new Error('no bucket');
    };
    await expect(redrive.run([failed(0, 'no record')])).rejects.toThrow('no bucket');
  });
});
