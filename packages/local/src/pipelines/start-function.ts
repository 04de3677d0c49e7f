import type { LocalClouds } from '../clouds/local-clouds';
import { type LambdaFunction, type LambdaFunctionProps, startLambda } from '../emulators/lambda-runtime';
import type { Running } from '../emulators/running';
import { localNames } from '../environment/local-environment';
import type { FunctionLog } from './function-log';

export interface StartFunctionProps extends Omit<LambdaFunctionProps, 'onLog'> {
  readonly clouds: LocalClouds;
  readonly log: FunctionLog;
}

/**
 * Starts a Lambda function under the name that it has where it is deployed: its log goes to the pipeline's file, its metrics to where CloudWatch would have
 * them, and it can be invoked by its name.
 *
 * @param props `name` is the word for it: `activity-log-processor`
 */
export async function startFunction(running: Running, { clouds, log, ...props }: StartFunctionProps): Promise<LambdaFunction> {
  const name = localNames.of('lambdaFunction', props.name);
  const onLog = (line: string) => {
    log.write(line);
    clouds.metrics.take(line);
  };
  const started = await running.add(startLambda({ ...props, name, onLog }));
  clouds.functions.set(name, started);
  return started;
}
