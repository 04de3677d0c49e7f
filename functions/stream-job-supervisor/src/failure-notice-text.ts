import { redactText } from '@audit-bridge/telemetry/redact-text';
import type { FailureNotice } from './failure-notice';

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: at most 100 characters, printable ASCII. */
const maxSubjectLength = 100;
/** Spark puts whole plans into its messages; their first lines say what is wrong. */
const maxErrorLength = 2_000;

export function failureNoticeSubject({ failed, jobName }: FailureNotice): string {
  return `${failed.state}: stream job ${jobName}`.replace(/[^\x20-\x7e]/g, '?').slice(0, maxSubjectLength);
}

/** Cut, and without secrets. */
export function failureNoticeText({ failed, failuresInARow, jobName, startedRunId }: FailureNotice): string {
  const error = redactText(failed.errorMessage ?? 'Glue gives no message: see the log.');
  return [
    `A run of the Glue job ${jobName} ended: ${failed.state}, at ${new Date(failed.endedAt).toISOString()}, after ${Math.round(failed.seconds)} s.`,
    '',
    error.length > maxErrorLength ? `${error.slice(0, maxErrorLength)} [cut]` : error,
    '',
    `Run:  ${failed.id} (its log stream in /aws-glue/jobs/error and /aws-glue/jobs/output)`,
    `Next: ${startedRunId} was started and goes on from the same checkpoint; nothing is lost while the stream keeps its records.`,
    ...(failuresInARow > 1
      ? [`It has failed at once ${failuresInARow} times in a row: starts are now put off for up to half an hour.`]
      : []),
  ].join('\n');
}
