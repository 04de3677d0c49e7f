import type { ParkedRecord } from '@audit-bridge/parked-records';
import { accountFor, type EndedSchedule } from '../security-lake/emulated/books';
import { drawSchedule } from '../security-lake/emulated/schedule';

const schedule = drawSchedule(5, Date.parse('2026-11-20T10:00:00Z'));

/** What a pipeline leaves behind that makes no mistake. */
function perfectEnd(): EndedSchedule {
  const sent = schedule.parts
    .flatMap(({ messages }) => messages)
    .map(({ partition, truth }, sequenceNumber) => ({ partitionId: String(partition), sequenceNumber, truth, attempts: 1 }));
  const places = sent.flatMap(({ partitionId, sequenceNumber, truth }) => {
    const whole = { bytes: truth.body, fate: 'MalformedMessage' as const, position: undefined };
    const records = truth.records === undefined ? [whole] : truth.records.map((record, position) => ({ ...record, position }));
    return records.map(record => ({ partitionId, sequenceNumber, ...record }));
  });
  const refused = places.flatMap(({ fate, ...place }): ParkedRecord[] =>
    fate === 'deliver' ? [] : [{ ...place, reason: fate, message: '', offset: '0', enqueuedAt: undefined }],
  );
  return { sent, stream: places.filter(({ fate }) => fate === 'deliver').map(({ bytes }) => bytes), refused, resent: [], lostAnswers: 0 };
}

const problems = (change: (end: EndedSchedule) => Partial<EndedSchedule>) => {
  const end = perfectEnd();
  return accountFor({ ...end, ...change(end) }).map(({ what }) => what);
};

describe('the books of a security-lake schedule', () => {
  it('are in order when each record is in the stream once or parked', () => {
    const { refused, stream } = perfectEnd();
    expect(stream.length).toBeGreaterThan(10);
    expect(new Set(refused.map(({ reason }) => reason)).size).toBeGreaterThan(1);
    expect(problems(() => ({}))).toEqual([]);
  });

  it('miss a record that is not in the stream, or not with its own bytes', () => {
    expect(problems(({ stream }) => ({ stream: stream.slice(1) }))).toEqual(['a record is in the stream 0 times, it was sent 1 times']);
    const [first = Buffer.alloc(0)] = perfectEnd().stream;
    const reprinted = Buffer.concat([first, Buffer.from(' ')]);
    expect(problems(({ stream }) => ({ stream: [reprinted, ...stream.slice(1)] }))).toEqual([
      'a record is in the stream 0 times, it was sent 1 times',
      'the stream holds 1 records that nobody sent so',
    ]);
  });

  it('count repeats that nothing explains', () => {
    const twice = ({ stream }: EndedSchedule) => [...stream, ...stream.slice(0, 1)];
    expect(problems(end => ({ stream: twice(end) }))).toEqual(['a record is in the stream 2 times, the faults explain 1']);
    expect(problems(end => ({ stream: twice(end), lostAnswers: 1 }))).toEqual([]);
    const waited = ([bytes = Buffer.alloc(0)]: readonly Buffer[]): ParkedRecord[] => [
      { bytes, reason: 'Undelivered', message: '', partitionId: '0', offset: '0', sequenceNumber: 0, enqueuedAt: undefined, position: 0 },
    ];
    expect(problems(end => ({ stream: twice(end), resent: waited(end.stream) }))).toEqual([]);
    expect(problems(end => ({ stream: twice(end), resent: waited(end.stream.slice(1)) }))).toHaveLength(1);
    expect(problems(end => ({ stream: twice(end), sent: end.sent.map(message => ({ ...message, attempts: 2 })) }))).toEqual([]);
  });

  it('miss a record that is not parked, or not as it was', () => {
    expect(problems(({ refused }) => ({ refused: refused.slice(1) }))).toEqual([expect.stringMatching(/is not parked as/)]);
    const changed = (change: Partial<ParkedRecord>) =>
      problems(({ refused: [first, ...others] }) => ({ refused: [{ ...first, ...change } as ParkedRecord, ...others] }));
    expect(changed({ reason: 'RefusedByStream' })).toHaveLength(1);
    expect(changed({ bytes: Buffer.from('other') })).toHaveLength(1);
    expect(changed({ position: 77 })).toHaveLength(2);
  });
});

describe('drawSchedule', () => {
  it('draws the same from the same number, and every fault within a few numbers', () => {
    const now = Date.parse('2026-11-20T10:00:00Z');
    expect(JSON.stringify(drawSchedule(7, now))).toBe(JSON.stringify(drawSchedule(7, now)));
    const drawn = Array.from({ length: 30 }, (_, number) => drawSchedule(number, now));
    const parts = drawn.flatMap(one => one.parts);
    expect(parts.some(part => part.isKinesisDown && part.isParkingDown)).toBe(true);
    expect(parts.some(part => part.isKinesisDown && !part.isParkingDown)).toBe(true);
    expect(parts.some(part => part.takeover.length > 0)).toBe(true);
    expect(drawn.some(({ crashAtCheckpoint }) => crashAtCheckpoint !== undefined)).toBe(true);
    expect(new Set(drawn.flatMap(({ kinesisFaults }) => kinesisFaults.flatMap(fault => fault?.kind ?? [])))).toEqual(
      new Set(['throttle', 'error', 'reset', 'lost answer']),
    );
    expect(new Set(drawn.flatMap(({ parkingFaults }) => parkingFaults.flatMap(fault => fault?.kind ?? [])))).toEqual(
      new Set(['refuse', 'reset', 'lostAnswer']),
    );
  });
});
