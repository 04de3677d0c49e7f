import type { ActivityLogRecord } from './activity-log-record';
import type { RefusalReason } from './refusal-reason';

export type ReadOutcome =
  | { readonly kind: 'record'; readonly record: ActivityLogRecord }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string };

/**
 * Reads one line of a blob, or one record of a message. White space, a byte order mark and a carriage return around the record are no part of it.
 *
 * @param line the bytes without the line feed
 */
export function readRecord(line: Buffer): ReadOutcome {
  throw new Error(`to be written (${line.length})`);
}
