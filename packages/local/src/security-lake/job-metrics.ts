import { operatedNames } from '@audit-bridge/naming';
import { consumerLag } from '@audit-bridge/operations/status/consumer-lag';
import { type MetricName, metricDimension, metricNamespace } from '@audit-bridge/telemetry';
import type { NamedMetrics } from '../clouds/embedded-metrics';
import { localNames } from '../environment/local-environment';
import type { JobCounts } from './batch-manifests';

/** What the deployed job would measure of a micro-batch. */
export function jobMetrics(counts: JobCounts): NamedMetrics {
  const values = {
    StreamRecordsIn: counts.in,
    StreamRecordsWritten: counts.written,
    StreamRecordsQuarantined: Object.values(counts.quarantined).reduce((sum, count) => sum + count, 0),
    StreamRecordsRouted: counts.routed,
    StreamRecordsRepeated: counts.repeated,
    StreamIdConflicts: counts.conflicts,
  } as const satisfies Partial<Record<MetricName, number>>;
  const Timestamp = new Date();
  const Dimensions = [{ Name: metricDimension, Value: operatedNames(localNames).streamJob }];
  const metrics = Object.entries(values).map(([MetricName, value]) => ({
    MetricName,
    Timestamp,
    Dimensions,
    Values: [value],
    Unit: 'Count' as const,
  }));
  return { namespace: metricNamespace, metrics };
}

/**
 * What Glue itself would measure when a micro-batch is done.
 *
 * @param behindSince when the last record of the batch came into the stream
 */
export function jobLagMetrics(behindSince: Date, now: Date): NamedMetrics {
  const { dimensions, name, namespace } = consumerLag(operatedNames(localNames).streamJob);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const lag = Math.max(0, now.getTime() - behindSince.getTime());
  return { namespace, metrics: [{ MetricName: name, Timestamp: now, Dimensions, Values: [lag], Unit: 'Milliseconds' }] };
}
