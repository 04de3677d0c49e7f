import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type MetricName, metricNamespace, metricUnits } from './metric-names';
import { redactField } from './redact-field';

/** What a log line says besides its message: names and counts, never a record's body. */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Telemetry {
  /** Fields that every line carries from here on. */
  identify(fields: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, error: unknown, fields?: LogFields): void;
  /** Emits metrics of one run in one line. An undefined value is no data point: a zero would be taken for one. */
  emit(metrics: Readonly<Partial<Record<MetricName, number>>>): void;
}

/**
 * Structured logs and metrics of one function, as JSON lines on its standard output. The level comes from `POWERTOOLS_LOG_LEVEL`.
 *
 * @param functionName the name for a process outside of Lambda
 */
export function createTelemetry(functionName: string): Telemetry {
  const serviceName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? functionName;
  const logger = new Logger({ serviceName, jsonReplacerFn: redactField });
  return {
    identify: fields => logger.appendKeys(fields),
    info: (message, fields = {}) => logger.info(message, fields),
    warn: (message, fields = {}) => logger.warn(message, fields),
    error: (message, error, fields = {}) => logger.error(message, { ...fields, error: asError(error) }),
    emit: values => {
      const metrics = new Metrics({ namespace: metricNamespace, serviceName });
      for (const name of Object.keys(metricUnits) as MetricName[]) {
        const value = values[name];
        if (value !== undefined) metrics.addMetric(name, metricUnits[name], value);
      }
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
