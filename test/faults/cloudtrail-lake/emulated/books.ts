import type { FailedRecord } from '@audit-bridge/failed-events';
import { type EventLedger, testAccountId } from '@audit-bridge/local';
import type { Violation } from '../../fault-pipeline';
import { linesOf, type TruthSettings } from '../line-truth';
import { type Schedule, subscriptionId } from './schedule';

const truth: TruthSettings = {
  processor: { subscriptionIds: [subscriptionId], recipientAccountId: testAccountId, maxConcurrentRequests: 1, maxStepEvents: 1 },
  maxLineBytes: Number.POSITIVE_INFINITY,
  expected: () => undefined,
};

export interface EndedSchedule {
  readonly schedule: Schedule;
  readonly ledger: EventLedger;
  /** What lies in the failure place, of all schedules. */
  readonly failed: readonly FailedRecord[];
  /** Repeats that the faults of this schedule explain at most. */
  readonly mostRepeats: number;
}

/** What is wrong once all is committed: each line accepted as its own event, or kept with its reason and its bytes, and nothing else. */
export function accountFor({ failed, ledger, mostRepeats, schedule }: EndedSchedule): Violation[] {
  const about = schedule.path;
  const blob = Buffer.concat(schedule.parts);
  const kept = new Map(failed.filter(record => record.blob === about).map(record => [record.offset, record]));
  const accepted = new Map<string, number>();
  for (const { eventData } of ledger.events) accepted.set(eventData, (accepted.get(eventData) ?? 0) + 1);
  const violations: Violation[] = [];
  let deliveries = 0;
  const events = new Set<string>();

  const expected = new Map(schedule.records.map(record => [record.bytes.toString('latin1'), record.expected]));
  for (const { fate, lengthBytes, offset } of linesOf(blob, about, 0, truth)) {
    const bytes = blob.subarray(offset, offset + lengthBytes);
    const wanted = expected.get(bytes.toString('latin1'));
    const found = fate.kind === 'event' ? 'record' : fate.kind === 'refused' ? fate.reason : 'blank';
    if (wanted !== found) violations.push({ what: `the line at ${offset} was made to be ${wanted} and is read as ${found}`, about });
    if (fate.kind === 'event') {
      if (!accepted.has(fate.eventData)) violations.push({ what: `the event of the line at ${offset} was not accepted`, about });
      if (!events.has(fate.eventData)) deliveries += accepted.get(fate.eventData) ?? 0;
      events.add(fate.eventData);
    }
    const record = kept.get(offset);
    kept.delete(offset);
    if (fate.kind !== 'refused') {
      if (record !== undefined) violations.push({ what: `the line at ${offset} is kept as ${record.reason}, though it is fine`, about });
    } else if (record?.reason !== fate.reason || !record.bytes?.equals(bytes)) {
      violations.push({ what: `the line at ${offset} is not kept as ${fate.reason} with its bytes (${record?.reason})`, about });
    }
  }
  for (const [offset, { reason }] of kept)
    violations.push({ what: `the failure place holds ${reason} at ${offset}, where no line starts`, about });
  if (deliveries - events.size > mostRepeats) {
    violations.push({ what: `${deliveries - events.size} events were delivered again, the faults explain ${mostRepeats}`, about });
  }
  return violations;
}
