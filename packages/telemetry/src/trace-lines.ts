import { type MetricName, metricDimension, metricUnits } from './metric-names';
import { redactField } from './redact-field';
import type { LogFields, Telemetry } from './telemetry';

export type TraceLevel = 'info' | 'warn' | 'error';

/** Writes one line to the host's traces, such as the logging of an Azure Functions invocation. */
export type WriteTrace = (level: TraceLevel, line: string) => void;

/**
 * Structured logs and metrics as JSON lines for a host that keeps traces (Application Insights). The metrics of a run are one line,
 * `{"service":...,"metrics":{"RecordsForwarded":12,...},...}`: alerts read `parse_json(message).metrics`. No library of the host's is needed, and
 * nothing is aggregated on the way, so that an alarm counts what the code counted.
 *
 * @param functionName the lines' `service`
 */
export function createTraceTelemetry(functionName: string, write: WriteTrace): Telemetry {
  let identity: LogFields = {};
  const line = (level: TraceLevel, fields: object) =>
    write(level, JSON.stringify({ [metricDimension]: functionName, ...identity, ...fields }, redactField));
  return {
    identify: fields => {
      identity = { ...identity, ...fields };
    },
    info: (message, fields = {}) => line('info', { message, ...fields }),
    warn: (message, fields = {}) => line('warn', { message, ...fields }),
    error: (message, error, fields = {}) =>
      line('error', { message, ...fields, error: error instanceof Error ? error : new Error(String(error)) }),
    emit: values => {
      const metrics: Partial<Record<MetricName, number>> = {};
      for (const name of Object.keys(metricUnits) as MetricName[]) {
        if (values[name] !== undefined) metrics[name] = values[name];
      }
      if (Object.keys(metrics).length > 0) line('info', { metrics });
    },
  };
}
