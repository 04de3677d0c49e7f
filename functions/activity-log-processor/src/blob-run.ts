import type { BlobContainer, BlobHint, BlobStates, HintQueue } from '@audit-bridge/activity-log-blobs';
import type { Clock, Randomness } from '@audit-bridge/backoff';
import type { FailurePlace } from '@audit-bridge/failed-events';
import type { AuditEvents } from './audit-events';
import type { ProcessingCounts } from './processing-counts';

/** Everything outside the process that a run touches. */
export interface ProcessorPorts {
  readonly container: BlobContainer;
  readonly states: BlobStates;
  readonly hints: HintQueue;
  readonly events: AuditEvents;
  readonly failures: FailurePlace;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Lets the responses that have arrived be handled: called every few lines, because reading and mapping is one long synchronous piece of work. */
  readonly breathe: () => Promise<void>;
}

export interface ProcessorSettings {
  /** Lower-case ids of the subscriptions that may be written about. */
  readonly subscriptionIds: readonly string[];
  /** The AWS account of the channel. */
  readonly recipientAccountId: string;
  /** Requests to the destination under way at once. */
  readonly maxConcurrentRequests: number;
  /** Events sent beyond the committed offset: what a crash repeats at most. */
  readonly maxStepEvents: number;
  /** Bytes asked for in one read. @default 4 MiB */
  readonly rangeBytes?: number;
  /** A longer line is kept in pieces of this length instead of being read as a record. @default 16 MiB */
  readonly maxLineBytes?: number;
}

/** One run over one blob. */
export interface BlobRun {
  readonly hint: BlobHint;
  readonly ports: ProcessorPorts;
  readonly settings: ProcessorSettings;
  readonly counts: ProcessingCounts;
  /** When the process is ended from outside, milliseconds since 1970 UTC. */
  readonly deadline: number;
}
