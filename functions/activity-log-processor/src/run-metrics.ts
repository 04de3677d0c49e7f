import type { MetricName } from '@audit-bridge/telemetry';
import type { ProcessingCounts } from './processing-counts';

/** The metrics of a run, as far as it came. */
export function runMetrics(counts: ProcessingCounts, nowMilliseconds: number): Partial<Record<MetricName, number>> {
  const newest = counts.newestEventMilliseconds;
  return {
    EventsIn: counts.eventsIn,
    EventsAccepted: counts.eventsAccepted,
    EventsRefused: counts.eventsRefused,
    EventsRepeated: counts.eventsRepeated,
    EventConflicts: counts.eventConflicts,
    BytesRead: counts.bytesRead,
    BlobsReplaced: counts.blobsReplaced,
    BlobsDeleted: counts.blobsDeleted,
    UnknownSubscriptionEvents: counts.unknownSubscriptionEvents,
    RetriedEntries: counts.retriedEntries,
    LostRaces: counts.lostRaces,
    ...(newest === undefined ? {} : { LagSeconds: Math.max(0, (nowMilliseconds - newest) / 1000) }),
  };
}
