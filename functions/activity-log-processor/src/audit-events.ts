import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';

/** What became of one event of a request. */
export type EntryOutcome =
  | { readonly kind: 'accepted' }
  /** The destination asks for another attempt (throttling, an internal failure). */
  | { readonly kind: 'retry'; readonly errorCode: string }
  /** The destination will never take this event. */
  | { readonly kind: 'refused'; readonly errorCode: string; readonly message: string };

/** The destination of the events: CloudTrail Lake, or CloudWatch Logs. */
export interface AuditEvents {
  /** What one request may hold. */
  readonly limits: { readonly maxEvents: number; readonly maxBytes: number };
  /**
   * One attempt to deliver a batch. The ids of a batch are distinct.
   *
   * @returns an outcome per event, in the order of the batch
   * @throws {AuditEventsRequestError} when the request as a whole failed: `retryable` tells whether another attempt can help,
   *   `divisible` whether a smaller batch can (one event makes the whole request invalid)
   */
  put(batch: readonly PreparedEvent[]): Promise<readonly EntryOutcome[]>;
}

export class AuditEventsRequestError extends Error {
  override readonly name = 'AuditEventsRequestError';

  constructor(
    message: string,
    readonly errorCode: string,
    readonly retryable: boolean,
    readonly divisible: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
