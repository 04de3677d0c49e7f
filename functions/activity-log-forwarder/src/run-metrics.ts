import type { MetricName } from '@audit-bridge/telemetry';
import type { ParkedRunOutcome } from './forward-parked-records';
import type { ForwardingCounts } from './forwarding-counts';
import type { HubMessages } from './hub-message';

type RunMetrics = Partial<Record<MetricName, number>>;

/** The metrics of a run over messages, as far as it came. `MessagesLost` is not among them: it is emitted at once, lest a process that ends hides it. */
export function forwardingMetrics(counts: ForwardingCounts, { messages }: HubMessages, nowMilliseconds: number): RunMetrics {
  const newest = Math.max(...messages.map(({ enqueuedAt }) => Date.parse(enqueuedAt ?? '')).filter(time => !Number.isNaN(time)));
  return {
    MessagesIn: counts.messagesIn,
    RecordsForwarded: counts.recordsForwarded,
    RetriedRows: counts.retriedRows,
    RecordsRefused: counts.recordsRefused,
    RecordsUndelivered: counts.recordsUndelivered,
    UnknownSubscriptionEvents: counts.unknownSubscriptionRecords,
    MessagesReplayed: counts.messagesReplayed,
    ParkingFailures: counts.parkingFailures,
    ...(Number.isFinite(newest) ? { ForwardingLagSeconds: Math.max(0, (nowMilliseconds - newest) / 1000) } : {}),
  };
}

/** The metrics of a timer's run. */
export function parkedMetrics(counts: ForwardingCounts, outcome: ParkedRunOutcome, nowMilliseconds: number): RunMetrics {
  const { damagedBlobs, oldestParkedMilliseconds = nowMilliseconds } = outcome;
  return {
    ParkedRecordsForwarded: counts.recordsForwarded,
    RetriedRows: counts.retriedRows,
    RecordsRefused: counts.recordsRefused,
    UnknownSubscriptionEvents: counts.unknownSubscriptionRecords,
    DamagedParkedBlobs: damagedBlobs,
    // 0 when nothing waits: an alarm that sees no data cannot tell that from a timer that does not run.
    OldestParkedAgeSeconds: Math.max(0, (nowMilliseconds - oldestParkedMilliseconds) / 1000),
  };
}
