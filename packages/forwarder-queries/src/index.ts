import type { MetricName } from '@audit-bridge/telemetry/metric-names';

/**
 * The lines that the forwarder's runs end with, in Kusto over its Application Insights component: one JSON object each, with their counts under `metrics`.
 * What alerts fire by, what the workbook draws and what a person is told comes from here.
 */
export const runs = `traces
| where message startswith "{" and message has '"metrics"'
| extend metrics = parse_json(message).metrics`;

/** A metric of each run that tells it. */
export function metricQuery(metric: MetricName): string {
  return `${runs}
| where isnotnull(metrics.${metric})
| project value = todouble(metrics.${metric})`;
}

/** Metrics of all runs, by quarters of an hour or by hours: a column each, beside `timestamp`. */
export function metricsOverTime(metrics: readonly MetricName[], how: 'sum' | 'max', bin: '15m' | '1h' = '15m'): string {
  const columns = metrics.map(metric => `${metric} = ${how}(todouble(metrics.${metric}))`);
  return `${runs}
| summarize ${columns.join(', ')} by bin(timestamp, ${bin})`;
}
