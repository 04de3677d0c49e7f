import { runs } from '@audit-bridge/forwarder-queries';
import type { MetricName } from '@audit-bridge/telemetry/metric-names';

export { metricQuery, metricsOverTime } from '@audit-bridge/forwarder-queries';

/** How often the timer ran, which tells this metric each time: one row also when it never did. */
export const timerRunsQuery = `${runs}
| where isnotnull(metrics.${'OldestParkedAgeSeconds' satisfies MetricName})
| summarize value = todouble(count())`;

/** How many subscriptions the last look found that nobody collects from: no row where none came to its end. */
export const latestUncoveredQuery = `${runs}
| where isnotnull(metrics.${'UncoveredSubscriptions' satisfies MetricName})
| top 1 by timestamp desc
| project value = todouble(metrics.${'UncoveredSubscriptions' satisfies MetricName})`;

/** 1 where none of the looks for subscriptions came to its end, although the app has told of its runs for a day: a new one has not looked yet. */
export const coverageUnknownQuery = `${runs}
| summarize oldest = min(timestamp), ended = sum(todouble(metrics.${'CoverageChecks' satisfies MetricName}))
| project value = iff(oldest < ago(1d) and coalesce(ended, 0.0) == 0.0, 1.0, 0.0)`;

/** The host cannot listen to the hub, and goes on with its other functions as if nothing were wrong. */
export const deafHostQuery = `union traces, exceptions
| where severityLevel >= 3
| where strcat(message, outerMessage, innermostMessage) has "listener for function"
| project timestamp, value = 1.0`;

/** Runs that threw, or that the platform ended. */
export const failedRunsQuery = `requests
| where success == false
| project timestamp, value = todouble(itemCount)`;
