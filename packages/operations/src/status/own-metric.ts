import { type MetricName, metricDimension, metricNamespace } from '@audit-bridge/telemetry/metric-names';
import type { MetricQuery } from './metric-reader';

/** A metric that one of our functions, or the streaming job, emits. */
export const ownMetric = (name: MetricName, service: string, statistic: 'Sum' | 'Maximum' = 'Sum'): MetricQuery => ({
  namespace: metricNamespace,
  name,
  dimensions: { [metricDimension]: service },
  statistic,
});
