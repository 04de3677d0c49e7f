import type { ActivityLogRecord } from '@audit-bridge/activity-log';
import { type EventSource, fitEvent } from './fit-event';
import { mapRecord } from './map-record';
import type { PreparedEvent } from './prepared-event';

export interface EventContext {
  /** The AWS account of the channel: CloudTrail Lake refuses an event for another one. */
  readonly recipientAccountId: string;
  /** Where the whole record lies: written into an event whose fields had to be cut. */
  readonly source: EventSource;
}

/** Maps a record to a CloudTrail Lake integration event within every documented limit. Never fails for size: fields that are too long are cut and say so. */
export function prepareEvent(record: ActivityLogRecord, context: EventContext): PreparedEvent {
  const { text: eventData, isCut } = fitEvent(mapRecord(record, context.recipientAccountId), context.source);
  const start = `{"id":"${record.uid}","eventData":`;
  const escaped = JSON.stringify(eventData);
  // What was cut names its blob, whose name may hold anything.
  const escapedBytes = record.isAscii && !isCut ? escaped.length : Buffer.byteLength(escaped);
  return {
    id: record.uid,
    eventData,
    entry: `${start}${escaped}}`,
    // Not of the entry: measuring a text that was just joined copies it first.
    entryBytes: start.length + escapedBytes + '}'.length,
    timeMilliseconds: record.timeMilliseconds,
  };
}
