import { systemClock } from '@audit-bridge/backoff';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import { GlueClient } from '@aws-sdk/client-glue';
import { SNSClient } from '@aws-sdk/client-sns';
import { environmentSchema } from './environment';
import { GlueStreamJobs } from './glue-stream-jobs';
import { SnsFailureNotices } from './sns-failure-notices';
import { type SupervisionPorts, supervise } from './supervise';
import { noCounts, supervisionMetrics } from './supervision-counts';
import { type SupervisionReport, supervisionReport } from './supervision-report';

const telemetry = createTelemetry('stream-job-supervisor');
const { ALARM_TOPIC_ARN: topicArn, JOB_NAME: jobName } = readEnvironment(environmentSchema, process.env);

// Glue throttles an account as a whole, so a look may have to wait for others: more attempts than the usual three.
const client = new GlueClient({ maxAttempts: 6 });

const ports: SupervisionPorts = {
  jobs: new GlueStreamJobs({ client, startClient: new GlueClient({ maxAttempts: 1 }), jobName }),
  notices: topicArn === undefined ? undefined : new SnsFailureNotices(new SNSClient({ maxAttempts: 6 }), topicArn),
  clock: systemClock,
};

/** Called by the schedule and after each deploy, whatever the event says. Two at once do no harm. */
export async function handler(): Promise<SupervisionReport> {
  const counts = noCounts();
  telemetry.identify({ jobName });
  try {
    const report = supervisionReport(await supervise(ports, counts));
    if (report.failedRunId === undefined) telemetry.info(report.message, { runIds: report.runIds });
    else telemetry.warn(report.message, { runIds: report.runIds, failedRunId: report.failedRunId, runError: report.runError });
    return report;
  } catch (error) {
    telemetry.error('The look at the stream job failed', error);
    throw error;
  } finally {
    telemetry.emit(supervisionMetrics(counts));
  }
}
