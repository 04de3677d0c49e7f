import { randomBytes } from 'node:crypto';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import type { Context } from 'aws-lambda';
import { type Coverage, checkCoverage, coverageMetrics } from './check-coverage';
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
const { findUncoveredFor, portsFor, settings } = connectServices(readEnvironment(environmentSchema, process.env), {
  onThrottled: () => counts.throttledCalls++,
  onUploadRetry: () => counts.uploadRetries++,
});

/** Called by the schedule, or by hand. An error lets Lambda's retries, the dead-letter queue and the alarms work; a retry is another attempt of the same run. */
export async function handler(event: unknown, context: Invocation): Promise<ReportSummary> {
  counts = noCounts();
  const startedAt = Date.now();
  let coverage: Promise<Coverage> | undefined;
  try {
    const attemptId = attemptIdOf(startedAt, randomBytes(4).toString('hex'));
    const snapshot = { runId: runIdOf(event, context.awsRequestId), attemptId, startedAt };
    telemetry.identify({ runId: snapshot.runId, attemptId });
    const end = runEnd(startedAt, context.getRemainingTimeInMillis());
    coverage = checkCoverage(findUncoveredFor(end.signal), end.signal);
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
    const found = (await coverage) ?? { kind: 'unasked' };
    tell(found);
    telemetry.emit({ ...runMetrics(counts), ...coverageMetrics(found) });
  }
}

/** A line of a log has 256 KB, an organization thousands of accounts. */
const maxTold = 100;

function tell(coverage: Coverage): void {
  if (coverage.kind === 'unknown') telemetry.error('Which accounts of the organization nobody reads is not known', coverage.error);
  if (coverage.kind !== 'known' || coverage.uncovered.length === 0) return;
  const uncoveredAccounts = coverage.uncovered.slice(0, maxTold).map(({ id, name }) => `${id} (${name})`);
  telemetry.warn('Nobody reads the access keys of accounts of the organization', { count: coverage.uncovered.length, uncoveredAccounts });
}
