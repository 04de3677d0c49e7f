import type { BlobContainer, BlobStates, HintQueue } from '@audit-bridge/activity-log-blobs';
import type { Clock } from '@audit-bridge/backoff';
import type { AggregationCounts } from './aggregation-counts';

/** Everything that one run works with. */
export interface AggregationRun {
  readonly ports: {
    readonly container: BlobContainer;
    readonly states: BlobStates;
    readonly hints: HintQueue;
    readonly clock: Clock;
  };
  readonly settings: AggregationSettings;
  /** Filled while the run goes on, so that a run that fails is counted too. */
  readonly counts: AggregationCounts;
  /** When the run is ended from outside: milliseconds since 1970 UTC. */
  readonly deadline: number;
}

export interface AggregationSettings {
  /** In any case; the same one in two spellings is one. */
  readonly subscriptionIds: readonly string[];
  /** UTC ISO 8601: a subscription's first run lists nothing older than this hour. Undefined: from the oldest blob on. */
  readonly startAt: string | undefined;
}
