/**
 * Why a line of a blob, or a record of a message, is no event that a destination could take.
 * Each goes to the failure place with its original bytes.
 */
export type RefusalReason =
  /** The text is no JSON. */
  | 'MalformedJson'
  /** JSON, but no object. */
  | 'NotAnObject'
  /** Bytes that are no UTF-8: decoding them would invent characters. */
  | 'InvalidUtf8'
  /** Nested deeper than `maxDepth`: it cannot be written again. */
  | 'TooDeep'
  /** Longer than the longest line that is read as one; its pieces are kept one after another. */
  | 'LineTooLong'
  /** The blob ended within a line and did not grow for two days. */
  | 'TruncatedLine'
  | 'MissingTime'
  /** A time that no rule can read, or that stands for "none". */
  | 'UnusableTime'
  /** Another kind of log in the same container: sign-ins, storage logs. */
  | 'ForeignLog'
  /** The record names a subscription that is not configured. */
  | 'UnknownSubscription'
  /** The record names a configured subscription, but stands in another one's blob. */
  | 'SubscriptionMismatch'
  /** The blob was deleted before everything in it was read. */
  | 'BlobDeleted';
