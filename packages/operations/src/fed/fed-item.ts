import { hash } from 'node:crypto';
import { cutRecords, trimRecord } from '@audit-bridge/activity-log';
import type { SourceRecord, UnreadableRecord } from '../events/activity-log-source';
import { readSourceRecord } from '../sources/read-source-record';

/** What was put into a pipeline: a whole message of its event hub, or a record that went onto its stream by itself. */
export interface FedItem {
  readonly kind: 'message' | 'record';
  readonly bytes: Buffer;
}

export interface FedReading {
  /** For a person. */
  readonly place: string;
  /** Lower-case: those that the environment carries. */
  readonly subscriptionIds: readonly string[];
  /** When it was sent: stands for the time of what has none. */
  readonly sentAt: Date;
}

/**
 * The records of an item, judged as the pipeline judges them. One that is refused may lie in a failure place by itself or, where it spoils its message, with the whole
 * of it: it bears both ids.
 */
export function recordsOfItem(
  { bytes, kind }: FedItem,
  { place, sentAt, subscriptionIds }: FedReading,
): readonly (SourceRecord | UnreadableRecord)[] {
  const messageId = kind === 'message' ? sha256(trimRecord(bytes)) : undefined;
  const cut = kind === 'message' ? cutRecords(bytes) : { records: [bytes] };
  if ('malformed' in cut) return [{ id: sha256(trimRecord(bytes)), place, reason: 'MalformedMessage', time: sentAt }];
  return cut.records.map((cutBytes, index) => {
    const record = readSourceRecord(trimRecord(cutBytes), `record ${index + 1} of ${place}`, { subscriptionIds, ownerId: undefined });
    if (!('reason' in record)) return record;
    return { ...record, time: record.time ?? sentAt, ...(messageId === undefined ? {} : { messageId }) };
  });
}

const sha256 = (bytes: Buffer) => hash('sha256', bytes);
