import { LambdaError } from '../../lambda-error';
import type { LambdaFunction } from '../../lambda-runtime';
import { AwsRefusal, type AwsRoute } from '../aws-route';
import { restRoute } from '../protocols/rest-route';

/**
 * The functions that run.
 *
 * @param name the one that a function has in AWS
 * @param identifier what the caller wrote: the name, or an ARN
 */
export type FindFunction = (name: string, identifier: string) => Pick<LambdaFunction, 'invoke'> | undefined;

/**
 * Lambda's `Invoke`: moto would run a function in Docker. What the handler throws is a 200 with a header, as AWS answers.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const lambdaInvoke = (find: FindFunction): AwsRoute =>
  restRoute('lambda', 'POST', '/2015-03-31/functions/{FunctionName}/invocations', async ({ headers, input, parameters }) => {
    const identifier = parameters.FunctionName ?? '';
    const lambda = find(nameOf(identifier), identifier);
    if (lambda === undefined) throw new AwsRefusal('ResourceNotFoundException', `Function not found: ${identifier}`, 404);
    if (headers['x-amz-invocation-type'] === 'DryRun') return { status: 204 };
    if (headers['x-amz-invocation-type'] === 'Event') {
      // Nobody waits for it: what it throws stands in its log.
      lambda.invoke(input).catch(() => {});
      return { status: 202 };
    }
    try {
      return { body: await lambda.invoke(input) };
    } catch (error) {
      return { headers: { 'x-amz-function-error': 'Unhandled' }, body: functionError(error) };
    }
  });

/** `name`, `name:qualifier`, or an ARN with or without a qualifier. */
const nameOf = (identifier: string) => (identifier.startsWith('arn:') ? identifier.split(':')[6] : identifier.split(':')[0]) ?? '';

function functionError(error: unknown): object {
  if (!(error instanceof LambdaError)) throw error;
  const { errorType, message, stackTrace } = error;
  return { errorType, errorMessage: message.slice(`${errorType}: `.length), trace: stackTrace };
}
