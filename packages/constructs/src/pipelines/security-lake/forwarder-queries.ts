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

/** How many runs there were: one row also when there were none. */
export const runCountQuery = `${runs}
| summarize value = todouble(count())`;

/** Runs that threw, or that the platform ended. */
export const failedRunsQuery = `requests
| where success == false
| project value = 1.0`;
