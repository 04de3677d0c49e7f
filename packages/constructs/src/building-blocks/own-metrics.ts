import { type MetricName, metricDimension, metricNamespace, metricUnits } from '@audit-bridge/telemetry/metric-names';
import type { Graph } from './dashboard-widgets';

/** A graph of metrics of ours: what a function emits under its own name. Counts are added up, ages and lags are shown at their worst. */
export function ownMetrics(title: string, service: string, names: readonly MetricName[]): Graph {
  return {
    title,
    periodSeconds: 300,
    metrics: names.map(name => ({
      namespace: metricNamespace,
      name,
      dimensions: { [metricDimension]: service },
      statistic: metricUnits[name] === 'Seconds' ? 'Maximum' : 'Sum',
      label: name,
    })),
  };
}
