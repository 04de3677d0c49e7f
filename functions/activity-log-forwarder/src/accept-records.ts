import type { ParkedRecord } from '@audit-bridge/parked-records';
import { Delivery, type RecordOnItsWay } from './delivery';
import type { ForwarderPorts, ForwarderSettings } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';
import { type AcceptanceRules, judgeRecord, type Refusal } from './judge-record';
import { parseRecord, type UnwrapOutcome, unwrapMessage } from './unwrap-message';

export interface AcceptanceRun {
  readonly ports: ForwarderPorts;
  readonly settings: ForwarderSettings;
  readonly counts: ForwardingCounts;
}

/** What did not go to the stream. */
export interface NotDelivered {
  /** Refused by our own rules. */
  readonly refused: readonly ParkedRecord[];
  /** Not taken by the stream. */
  readonly left: readonly ParkedRecord[];
}

/** Takes messages, and records that were parked by themselves, to the stream, or to those that must be parked: no record is left out. */
export async function deliverAccepted(
  sources: Iterable<RecordOnItsWay>,
  { counts, ports, settings }: AcceptanceRun,
): Promise<NotDelivered> {
  const delivery = new Delivery({ ports, settings, counts });
  const refused: ParkedRecord[] = [];
  const rules = { subscriptionIds: settings.subscriptionIds, maxRowBytes: ports.stream.limits.maxRowBytes };
  for (const source of sources) await acceptRecords(source, { rules, delivery, counts, refused });
  return { refused, left: await delivery.finish() };
}

interface Acceptance {
  readonly rules: AcceptanceRules;
  readonly delivery: Delivery;
  readonly counts: ForwardingCounts;
  /** Takes what is refused. */
  readonly refused: ParkedRecord[];
}

/** Hands each record of a message, or the one record that `source` is, to the delivery or to those refused. */
async function acceptRecords(source: RecordOnItsWay, acceptance: Acceptance): Promise<void> {
  const outcome = source.position === undefined ? unwrapMessage(source.bytes) : readOne(source.bytes);
  if (outcome.kind === 'malformed') return refuse(source, { reason: 'MalformedMessage', message: outcome.message }, acceptance);
  for (const [index, record] of outcome.records.entries()) {
    const onItsWay = { ...source, position: source.position ?? index, bytes: record.bytes };
    const refusal = judgeRecord(record, acceptance.rules);
    if (refusal === undefined) await acceptance.delivery.add(onItsWay);
    else refuse(onItsWay, refusal, acceptance);
  }
}

/** A record that was parked by itself is not cut again: a list called `records` in it would be taken for a message's. */
function readOne(bytes: Buffer): UnwrapOutcome {
  try {
    return { kind: 'records', records: [parseRecord(bytes)] };
  } catch {
    return { kind: 'malformed', message: 'The record is no strict JSON.' };
  }
}

function refuse(source: RecordOnItsWay, { message, reason }: Refusal, { counts, refused }: Acceptance): void {
  counts.recordsRefused++;
  if (reason === 'UnknownSubscription') counts.unknownSubscriptionRecords++;
  refused.push({ ...source, reason, message });
}
