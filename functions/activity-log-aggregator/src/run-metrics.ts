import type { MetricName } from '@audit-bridge/telemetry';
import type { AggregationCounts } from './aggregation-counts';

/** The metrics of a run, also of one that failed. */
export function runMetrics(counts: AggregationCounts, now: number): Readonly<Partial<Record<MetricName, number>>> {
  const oldestOpen = counts.oldestOpenBlobMilliseconds;
  const newestAge = counts.newestEventAgeMilliseconds;
  return {
    BlobsListed: counts.blobsListed,
    OpenBlobs: counts.openBlobs,
    OldestOpenBlobAgeSeconds: oldestOpen === undefined ? 0 : Math.max(0, now - oldestOpen) / 1000,
    HintsSent: counts.hintsSent,
    UnknownSubscriptions: counts.unknownSubscriptions.length,
    ForeignFolders: counts.foreignFolders.length,
    SubscriptionsNotReached: counts.subscriptionsNotReached.length,
    NewestEventAgeSeconds: newestAge === undefined ? undefined : newestAge / 1000,
  };
}
