import type { LambdaFunction } from '@audit-bridge/local/emulators/lambda-runtime';
import { type LocalServer, listenLocally, readBody } from '@audit-bridge/local/emulators/local-server';

export interface LambdaApi extends LocalServer {
  /** ARNs or names, in the order of the calls. */
  readonly invoked: readonly string[];
  /** Called before the function is. */
  beforeInvoke: () => Promise<void>;
}

/**
 * A stand-in for Lambda's `Invoke`: for `AWS_ENDPOINT_URL_LAMBDA`. What the handler throws is a 200 with a header, as AWS answers.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function startLambdaApi(lambda: LambdaFunction): Promise<LambdaApi> {
  const invoked: string[] = [];
  const server = await listenLocally(async (request, response) => {
    const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    invoked.push(decodeURIComponent(name));
    const event: unknown = JSON.parse((await readBody(request)).toString());
    await api.beforeInvoke();
    try {
      response.end(JSON.stringify(await lambda.invoke(event)));
    } catch (error) {
      const { name: errorType = 'Error', message: errorMessage } = error as Error;
      response.setHeader('x-amz-function-error', 'Unhandled');
      response.end(JSON.stringify({ errorType, errorMessage }));
    }
  });
  const api: LambdaApi = { ...server, invoked, beforeInvoke: async () => {} };
  return api;
}
