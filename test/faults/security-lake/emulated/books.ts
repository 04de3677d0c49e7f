import type { ParkedRecord } from '@audit-bridge/parked-records';
import type { Violation } from '../../fault-pipeline';
import type { MessageTruth } from '../hub-traffic';

/** A message in the event hub, and how often the function was given it. */
export interface SentTruth {
  readonly partitionId: string;
  readonly sequenceNumber: number;
  readonly truth: MessageTruth;
  readonly attempts: number;
}

export interface EndedSchedule {
  readonly sent: readonly SentTruth[];
  /** What the stream took, repeats too. */
  readonly stream: readonly Buffer[];
  /** What is parked for good. */
  readonly refused: readonly ParkedRecord[];
  /** What waited in the parking container when the timer ran, once for each run: it may have been sent again. */
  readonly resent: readonly ParkedRecord[];
  /** Of Kinesis: each explains one more repeat of a record. */
  readonly lostAnswers: number;
}

/** What is wrong once all is at rest: each record in the stream with its own bytes, or parked with its reason and its bytes, and nothing else. */
export function accountFor(ended: EndedSchedule): Violation[] {
  return [...accountForStream(ended), ...accountForRefused(ended)];
}

const keyOf = (bytes: Buffer) => bytes.toString('latin1');

interface Expected {
  readonly about: string;
  places: number;
  most: number;
}

function accountForStream({ lostAnswers, resent, sent, stream }: EndedSchedule): Violation[] {
  const expected = new Map<string, Expected>();
  for (const { attempts, partitionId, sequenceNumber, truth } of sent) {
    for (const { bytes, fate } of truth.records ?? []) {
      if (fate !== 'deliver') continue;
      const record = expected.get(keyOf(bytes)) ?? { about: `partition ${partitionId}, message ${sequenceNumber}`, places: 0, most: 0 };
      record.places += 1;
      record.most += attempts + lostAnswers;
      expected.set(keyOf(bytes), record);
    }
  }
  for (const { bytes } of resent) {
    const record = expected.get(keyOf(bytes));
    if (record !== undefined) record.most += 1;
  }
  const taken = new Map<string, number>();
  for (const bytes of stream) taken.set(keyOf(bytes), (taken.get(keyOf(bytes)) ?? 0) + 1);

  const violations: Violation[] = [];
  for (const [key, { about, most, places }] of expected) {
    const times = taken.get(key) ?? 0;
    if (times < places) violations.push({ what: `a record is in the stream ${times} times, it was sent ${places} times`, about });
    if (times > most) violations.push({ what: `a record is in the stream ${times} times, the faults explain ${most}`, about });
  }
  const strangers = [...taken.keys()].filter(key => !expected.has(key)).length;
  if (strangers > 0) violations.push({ what: `the stream holds ${strangers} records that nobody sent so` });
  return violations;
}

function accountForRefused({ refused, sent }: EndedSchedule): Violation[] {
  const kept = new Map(refused.map(record => [placeOf(record), record]));
  const violations: Violation[] = [];
  for (const { partitionId, sequenceNumber, truth } of sent) {
    const about = `partition ${partitionId}, message ${sequenceNumber}`;
    const whole = { bytes: truth.body, fate: 'MalformedMessage' as const, position: undefined };
    const records = truth.records === undefined ? [whole] : truth.records.map((record, position) => ({ ...record, position }));
    for (const { bytes, fate, position } of records) {
      const place = placeOf({ partitionId, sequenceNumber, position });
      const record = kept.get(place);
      kept.delete(place);
      if (fate === 'deliver') {
        if (record !== undefined) violations.push({ what: `record ${position} is parked as ${record.reason}, though it is fine`, about });
      } else if (record?.reason !== fate || !record.bytes.equals(bytes)) {
        violations.push({ what: `record ${position} is not parked as ${fate} with its bytes (${record?.reason})`, about });
      }
    }
  }
  for (const [place, { reason }] of kept) violations.push({ what: `${reason} is parked of ${place}, where nothing was sent` });
  return violations;
}

const placeOf = ({ partitionId, position, sequenceNumber }: Pick<ParkedRecord, 'partitionId' | 'position' | 'sequenceNumber'>) =>
  `${partitionId}/${sequenceNumber}/${position ?? 'message'}`;
