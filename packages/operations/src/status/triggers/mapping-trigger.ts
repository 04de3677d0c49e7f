import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import type { EnvironmentContext } from '../../bridge-command';
import type { Trigger } from '../watched-pipeline';

/** The queue that calls a function. */
export const mappingTrigger = ({ clouds }: Pick<EnvironmentContext, 'clouds'>, functionName: string): Trigger => ({
  name: `queue of ${functionName}`,
  async read() {
    const { EventSourceMappings: mappings = [] } = await clouds.aws
      .client(LambdaClient)
      .send(new ListEventSourceMappingsCommand({ FunctionName: functionName }));
    const stopped = mappings.find(({ State }) => State !== 'Enabled' && State !== 'Enabling');
    if (mappings.length === 0) return { state: 'stopped', detail: 'No queue calls the function: deploy the stack again.' };
    if (stopped === undefined) return { state: 'runs', detail: mappings.map(({ State }) => State).join(', ') };
    return {
      state: 'stopped',
      detail: `It is ${stopped.State}: aws lambda update-event-source-mapping --uuid ${stopped.UUID} --enabled`,
    };
  },
});
