import { isJsonObject, jsonDepth, maxDepth, readNamedSubscription } from '@audit-bridge/activity-log';
import type { ParkingReason } from '@audit-bridge/parked-records';
import { partitionKeyBytes } from '@audit-bridge/record-stream';
import type { UnwrappedRecord } from './unwrap-message';

export interface Refusal {
  readonly reason: Exclude<ParkingReason, 'Undelivered'>;
  /** The same for the same record, because it stands in the parked blob; never a part of the record. */
  readonly message: string;
}

export interface AcceptanceRules {
  /** Lower-case. */
  readonly subscriptionIds: readonly string[];
  readonly maxRowBytes: number;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Why a record must not go to the stream; undefined when it may. What the stream job refuses by itself (another log, no time) is none of this: it
 * keeps such records in its quarantine, with the same bytes.
 */
export function judgeRecord({ bytes, text, value }: UnwrappedRecord, rules: AcceptanceRules): Refusal | undefined {
  if (!isJsonObject(value)) return { reason: 'NotAnObject', message: 'An element of the message is no JSON object.' };
  // Before anything that recurses, here and in Spark.
  if (jsonDepth(bytes, maxDepth) > maxDepth) return { reason: 'TooDeep', message: `The record is nested deeper than ${maxDepth} levels.` };
  const subscriptionId = readNamedSubscription(value, text);
  if (subscriptionId !== undefined && !rules.subscriptionIds.includes(subscriptionId)) return strangerRefusal(subscriptionId);
  if (bytes.length + partitionKeyBytes <= rules.maxRowBytes) return undefined;
  return {
    reason: 'TooLarge',
    message: `The record has ${bytes.length} bytes; the stream takes ${rules.maxRowBytes} with the partition key's ${partitionKeyBytes}.`,
  };
}

function strangerRefusal(subscriptionId: string): Refusal {
  // Whoever made the name up could have put anything into it.
  const named = guid.test(subscriptionId) ? `subscription ${subscriptionId}, which is not configured` : 'a subscription that has no id';
  return { reason: 'UnknownSubscription', message: `The record is about ${named}.` };
}
