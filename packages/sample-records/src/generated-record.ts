import type { RefusalReason } from '@audit-bridge/activity-log';

export interface GeneratedRecord {
  /** The record as one line, without a line feed. */
  readonly bytes: Buffer;
  /** The configured subscription whose blob the record belongs into, lower-case. */
  readonly subscriptionId: string;
  /** When Azure received the record, milliseconds since 1970 UTC: decides its blob. Never falls from one record to the next; the event itself is older. */
  readonly receivedMilliseconds: number;
  /** What must become of it: an accepted event, or the reason of its refusal. */
  readonly expected: 'record' | RefusalReason;
  /** Whether the same bytes came before: an export that overlaps another one. */
  readonly repeated: boolean;
}
