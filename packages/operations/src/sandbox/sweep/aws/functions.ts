import {
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { unlessGone } from './unless-gone';

/** With the mappings that feed it, which Lambda keeps when a function goes. */
export const functions: OpenSweptKind = aws => {
  const client = aws.client(LambdaClient);
  const mappingsOf = async (name: string): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {}))
      for (const { FunctionArn, UUID, State } of EventSourceMappings)
        if (UUID !== undefined && State !== 'Deleting' && FunctionArn?.split(':')[6] === name) ids.push(UUID);
    return ids;
  };
  return {
    label: 'Lambda function',
    type: 'aws_lambda_function',
    nameValue: 'function_name',
    nameOfArn: afterInArn('lambda', 'function:'),
    async find(name) {
      const found = await unlessGone(client.send(new GetFunctionCommand({ FunctionName: name })));
      if (found !== undefined) return { id: name, tags: found.Tags ?? {} };
      return (await mappingsOf(name)).length > 0 ? { id: name } : undefined;
    },
    async remove({ id }) {
      for (const mapping of await mappingsOf(id)) await unlessGone(client.send(new DeleteEventSourceMappingCommand({ UUID: mapping })));
      await unlessGone(client.send(new DeleteFunctionCommand({ FunctionName: id })));
      return undefined;
    },
  };
};
