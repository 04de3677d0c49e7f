import { startAwsGateway } from '@audit-bridge/local/emulators/aws-gateway/aws-gateway';
import { lambdaInvoke } from '@audit-bridge/local/emulators/aws-gateway/gateway/lambda-invoke';
import type { LambdaFunction } from '@audit-bridge/local/emulators/lambda-runtime';
import type { LocalServer } from '@audit-bridge/local/emulators/local-server';

export interface LambdaApi extends LocalServer {
  /** ARNs or names, in the order of the calls. */
  readonly invoked: readonly string[];
  /** Called before the function is. */
  beforeInvoke: () => Promise<void>;
}

/** Lambda's `Invoke` for one function, whatever it is called: for `AWS_ENDPOINT_URL_LAMBDA`. */
export async function startLambdaApi(lambda: Pick<LambdaFunction, 'invoke'>): Promise<LambdaApi> {
  const invoked: string[] = [];
  const invoke = async (identifier: string, event: unknown) => {
    invoked.push(identifier);
    await api.beforeInvoke();
    return lambda.invoke(event);
  };
  const routes = [lambdaInvoke((_, identifier) => ({ invoke: event => invoke(identifier, event) }))];
  // Nobody asks for anything else, and nobody would answer.
  const server = await startAwsGateway({ target: 'http://127.0.0.1:1', routes });
  const api: LambdaApi = { ...server, invoked, beforeInvoke: async () => {} };
  return api;
}
