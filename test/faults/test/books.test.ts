import { readRecord } from '@audit-bridge/activity-log';
import { prepareEvent } from '@audit-bridge/cloudtrail-events';
import type { FailedRecord } from '@audit-bridge/failed-events';
import { EventLedger, testAccountId } from '@audit-bridge/local';
import { accountFor } from '../cloudtrail-lake/emulated/books';
import { drawSchedule, type Schedule } from '../cloudtrail-lake/emulated/schedule';

const schedule = drawSchedule(3, Date.parse('2026-11-20T10:00:00Z'));

/** What a pipeline leaves behind that makes no mistake. */
function perfectEnd() {
  const ledger = new EventLedger();
  const failed: FailedRecord[] = [];
  let offset = 0;
  for (const { bytes, expected } of schedule.records) {
    const outcome = readRecord(bytes);
    const source = { blob: schedule.path, offset, lengthBytes: bytes.length };
    if (expected === 'record' && outcome.kind === 'record') {
      const { eventData, id } = prepareEvent(outcome.record, { recipientAccountId: testAccountId, source });
      ledger.accept({ id, eventData, receivedAtMilliseconds: 0, requestNumber: 1 });
    } else
      failed.push({ reason: expected, message: '', blob: schedule.path, createdOn: undefined, offset, lengthBytes: bytes.length, bytes });
    offset += bytes.length + 1;
  }
  return { schedule, ledger, failed, mostRepeats: 0 };
}

const problems = (change: (end: ReturnType<typeof perfectEnd>) => Partial<Parameters<typeof accountFor>[0]>) => {
  const end = perfectEnd();
  return accountFor({ ...end, ...change(end) }).map(({ what }) => what);
};

const withoutFirst = (events: EventLedger): EventLedger => {
  const rest = new EventLedger();
  for (const event of events.events.slice(1)) rest.accept(event);
  return rest;
};

describe('the books of a schedule', () => {
  it('are in order when each record is accepted once or kept', () => {
    expect(schedule.records.map(({ expected }) => expected)).toEqual(expect.arrayContaining(['record', 'MalformedJson']));
    expect(problems(() => ({}))).toEqual([]);
  });

  it('miss an event that was not accepted', () => {
    expect(problems(({ ledger }) => ({ ledger: withoutFirst(ledger) }))).toEqual([expect.stringMatching(/was not accepted/)]);
  });

  it('miss a record that was not kept, or not as it was', () => {
    expect(problems(({ failed }) => ({ failed: failed.slice(1) }))).toEqual([expect.stringMatching(/is not kept as/)]);
    const [first] = perfectEnd().failed;
    const changed = (change: Partial<FailedRecord>) =>
      problems(({ failed }) => ({ failed: [{ ...failed[0], ...first, ...change } as FailedRecord, ...failed.slice(1)] }));
    expect(changed({ reason: 'UnusableTime' }).length).toBeGreaterThan(0);
    expect(changed({ bytes: Buffer.from('something else') }).length).toBeGreaterThan(0);
    expect(changed({ offset: 1 }).length).toBeGreaterThan(0);
  });

  it('count repeats that nothing explains', () => {
    const repeated = (mostRepeats: number) =>
      problems(({ ledger }) => {
        const [event] = ledger.events;
        if (event !== undefined) ledger.accept(event);
        return { mostRepeats };
      });
    expect(repeated(0)).toEqual([expect.stringMatching(/1 events were delivered again/)]);
    expect(repeated(1)).toEqual([]);
  });

  it('read the same schedule from the same number', () => {
    const again: Schedule = drawSchedule(3, Date.parse('2026-11-20T10:00:00Z'));
    expect(Buffer.concat(again.parts).equals(Buffer.concat(schedule.parts))).toBe(true);
    expect(again.crashes).toEqual(schedule.crashes);
  });
});
