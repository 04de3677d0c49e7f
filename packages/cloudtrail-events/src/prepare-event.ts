import type { ActivityLogRecord } from '@audit-bridge/activity-log';
import type { PreparedEvent } from './prepared-event';

export interface EventContext {
  /** The AWS account of the channel: CloudTrail Lake refuses an event for another one. */
  readonly recipientAccountId: string;
  /** Where the whole record lies: written into an event whose fields had to be cut. */
  readonly source: { readonly blob: string; readonly offset: number; readonly lengthBytes: number };
}

/** Maps a record to a CloudTrail Lake integration event within every documented limit. Never fails for size: fields that are too long are cut and say so. */
export function prepareEvent(record: ActivityLogRecord, context: EventContext): PreparedEvent {
  throw new Error(`to be written (${record.uid}, ${context.recipientAccountId})`);
}
