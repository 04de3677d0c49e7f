import { randomBytes } from 'node:crypto';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import type { Context } from 'aws-lambda';
import { environmentSchema } from './environment';
import { report } from './report';
import { noCounts } from './report-counts';
import { attemptIdOf, runIdOf } from './report-request';
import { type ReportSummary, reportSummary } from './report-summary';
import { runEnd } from './run-end';
import { runMetrics } from './run-metrics';
import { connectServices } from './services';

type Invocation = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

const telemetry = createTelemetry('access-key-report');
let counts = noCounts();
const { portsFor, settings } = connectServices(readEnvironment(environmentSchema, process.env), {
  onThrottled: () => counts.throttledCalls++,
  onUploadRetry: () => counts.uploadRetries++,
});

/** Called by the schedule, or by hand. An error lets Lambda's retries, the dead-letter queue and the alarms work; a retry is another attempt of the same run. */
export async function handler(event: unknown, context: Invocation): Promise<ReportSummary> {
  counts = noCounts();
  const startedAt = Date.now();
  try {
    const attemptId = attemptIdOf(startedAt, randomBytes(4).toString('hex'));
    const snapshot = { runId: runIdOf(event, context.awsRequestId), attemptId, startedAt };
    telemetry.identify({ runId: snapshot.runId, attemptId });
    const end = runEnd(startedAt, context.getRemainingTimeInMillis());
    await report({ snapshot, ports: portsFor(end.signal), settings, counts, end });
    const summary = reportSummary(snapshot, counts);
    telemetry.info('Every access key is reported', { ...summary, throttledCalls: counts.throttledCalls });
    return summary;
  } catch (error) {
    telemetry.error('The report failed', error, { throttledCalls: counts.throttledCalls });
    throw error;
  } finally {
    const { skippedAccounts } = counts;
    if (skippedAccounts.length > 0) telemetry.warn('Accounts that are suspended or closing were not read', { skippedAccounts });
    telemetry.emit(runMetrics(counts));
  }
}
