import { createHash } from 'node:crypto';
import { readRecord } from '@audit-bridge/activity-log';
import type { SourceRecord, UnreadableRecord } from '../events/activity-log-source';
import { identityOfRecord } from '../events/identity-of-record';

export interface SourceRules {
  /** Lower-case: those that the environment carries. */
  readonly subscriptionIds: readonly string[];
  /** Lower-case: whose blob, or whose answer, the record stands in. */
  readonly ownerId: string | undefined;
}

/** Without a time where the record has none that could be read. */
type Refused = Omit<UnreadableRecord, 'time'> & { readonly time: Date | undefined };

/**
 * Reads a record as the pipelines do, and refuses what they refuse: nobody writes events about a subscription that is not his own, and no command of ours carries
 * such a record any further.
 *
 * @param bytes the record's own, trimmed
 */
export function readSourceRecord(bytes: Buffer, place: string, { ownerId, subscriptionIds }: SourceRules): SourceRecord | Refused {
  const outcome = readRecord(bytes);
  if (outcome.kind === 'refused') return { id: sha256(bytes), place, reason: outcome.reason, time: undefined };
  const { record } = outcome;
  const subscriptionId = record.subscriptionId ?? ownerId;
  const refused = (reason: string): Refused => ({ id: record.uid, place, reason, time: new Date(record.timeMilliseconds) });
  if (subscriptionId !== undefined && !subscriptionIds.includes(subscriptionId)) return refused('UnknownSubscription');
  if (ownerId !== undefined && subscriptionId !== ownerId) return refused('SubscriptionMismatch');
  return { identity: identityOfRecord(record), bytes: record.bytes, place };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
