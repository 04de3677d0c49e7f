import type { FailedRecordsPointer, RedriveReport, RedriveRequest } from '@audit-bridge/failed-events';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsConnections } from '../clouds/aws-connections';

/** Longer than the longest that the function may run (300 s): its answer must not be missed. */
const answerTimeoutMilliseconds = 320_000;

/** The function did not take an object through; some of its events may be accepted already and come once more, with the same ids. */
export class RedriveFailedError extends Error {
  override readonly name = 'RedriveFailedError';
}

/** One attempt: a second one could run beside the first, and both would keep what is refused. */
export function redriveClient(aws: AwsConnections): LambdaClient {
  return aws.client(LambdaClient, { maxAttempts: 1, requestHandler: new NodeHttpHandler({ requestTimeout: answerTimeoutMilliseconds }) });
}

/**
 * Has the deployed processor take an object's records through: it has the code, the settings and the permissions of the pipeline.
 *
 * @throws {RedriveFailedError}
 */
export async function invokeRedrive(
  lambda: LambdaClient,
  functionArn: string,
  { bucket, key }: Pick<FailedRecordsPointer, 'bucket' | 'key'>,
  dryRun: boolean,
): Promise<RedriveReport> {
  const request: RedriveRequest = { redrive: { bucket, key, dryRun } };
  const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(request) }));
  const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (FunctionError !== undefined) {
    const { errorType = FunctionError, errorMessage = 'no message' } = (answer ?? {}) as { errorType?: string; errorMessage?: string };
    throw new RedriveFailedError(`${errorType}: ${errorMessage}`);
  }
  if (!isReport(answer)) throw new RedriveFailedError('The function answered with no report: deploy the version of this checkout first.');
  return answer;
}

function isReport(answer: unknown): answer is RedriveReport {
  return typeof answer === 'object' && answer !== null && 'accepted' in answer && 'refused' in answer;
}
