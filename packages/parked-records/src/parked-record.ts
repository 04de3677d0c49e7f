/**
 * Why a record, or a whole message, did not go to the stream.
 * All but `Undelivered` are for good: they would fail again in the same way.
 */
export type ParkingReason =
  /** The message is no strict JSON, no UTF-8, empty, or its records cannot be told apart. */
  | 'MalformedMessage'
  /** An element of `records` that is no JSON object. */
  | 'NotAnObject'
  /** Nested deeper than both languages take. */
  | 'TooDeep'
  /** Larger than one Kinesis record may be. */
  | 'TooLarge'
  /** The record names a subscription that is not configured. */
  | 'UnknownSubscription'
  /** Kinesis calls a request with this record alone in it invalid. */
  | 'RefusedByStream'
  /** Kinesis, or the way to it, did not take the record in time: sent on once it does. */
  | 'Undelivered';

export const parkingReasons: readonly ParkingReason[] = [
  'MalformedMessage',
  'NotAnObject',
  'TooDeep',
  'TooLarge',
  'UnknownSubscription',
  'RefusedByStream',
  'Undelivered',
];

/** One record that waits in the parking container, with all that a person needs to find it again. */
export interface ParkedRecord {
  readonly reason: ParkingReason;
  /** One sentence for a person; never a part of the record's body. */
  readonly message: string;
  readonly partitionId: string;
  /** Of the event hub message; a text, because newer namespaces have offsets that are no numbers. */
  readonly offset: string;
  readonly sequenceNumber: number;
  /** When the event hub took the message, UTC ISO 8601; undefined where its host did not say. */
  readonly enqueuedAt: string | undefined;
  /** Index of the record in its message; undefined where the whole message is parked. */
  readonly position: number | undefined;
  /**
   * How often an operator has sent it again; undefined for never. What is refused again then lies in another blob than before: else whoever removes the
   * first one, once the record is on its way again, would remove the second one with it.
   */
  readonly redrives?: number | undefined;
  /** The record's own bytes, or the message's. */
  readonly bytes: Buffer;
}
