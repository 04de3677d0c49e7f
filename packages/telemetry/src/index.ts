export { type MetricName, metricDimension, metricNamespace, metricUnits } from './metric-names';
export { createTelemetry, type LogFields, type Telemetry } from './telemetry';
