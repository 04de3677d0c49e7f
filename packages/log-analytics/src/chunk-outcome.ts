/** Why records were not accepted, or not yet. */
export interface Reason {
  readonly code: string;
  readonly status: number | undefined;
  readonly explanation: string;
  /** What a credential or a secret threw. */
  readonly cause?: unknown;
}

/** What became of a request. */
export type ChunkOutcome =
  | { readonly kind: 'accepted' }
  /** Sent again it may be accepted; not before the time that the service asked for. */
  | { readonly kind: 'retry'; readonly reason: Reason; readonly retryAfterMilliseconds?: number }
  /** Too large: its halves may be accepted. */
  | { readonly kind: 'split'; readonly reason: Reason }
  /** These records will never be accepted. */
  | { readonly kind: 'refused'; readonly reason: Reason }
  /** No request of this upload will be accepted. */
  | { readonly kind: 'hopeless'; readonly reason: Reason };
