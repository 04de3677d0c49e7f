import type { MetricName } from '@audit-bridge/telemetry/metric-names';

/** The lines that the forwarder's runs end with: one JSON object each, with their counts under `metrics`. */
const runs = `traces
| where message startswith "{" and message has '"metrics"'
| extend metrics = parse_json(message).metrics`;

/** A metric of each run that tells it. */
export function metricQuery(metric: MetricName): string {
  return `${runs}
| where isnotnull(metrics.${metric})
| project value = todouble(metrics.${metric})`;
}

/** Metrics of all runs, by quarters of an hour: a column each. */
export function metricsOverTime(metrics: readonly MetricName[], how: 'sum' | 'max'): string {
  const columns = metrics.map(metric => `${metric} = ${how}(todouble(metrics.${metric}))`);
  return `${runs}
| summarize ${columns.join(', ')} by bin(timestamp, 15m)`;
}

/** How often the timer ran, which tells this metric each time: one row also when it never did. */
export const timerRunsQuery = `${runs}
| where isnotnull(metrics.${'OldestParkedAgeSeconds' satisfies MetricName})
| summarize value = todouble(count())`;

/** The host cannot listen to the hub, and goes on with its other functions as if nothing were wrong. */
export const deafHostQuery = `union traces, exceptions
| where severityLevel >= 3
| where strcat(message, outerMessage, innermostMessage) has "listener for function"
| project timestamp, value = 1.0`;

/** Runs that threw, or that the platform ended. */
export const failedRunsQuery = `requests
| where success == false
| project timestamp, value = todouble(itemCount)`;
