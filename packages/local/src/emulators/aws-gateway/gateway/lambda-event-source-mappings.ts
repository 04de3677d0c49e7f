import type { AwsRoute } from '../aws-route';
import { restRoute } from '../protocols/rest-route';

/**
 * The queues that call functions.
 *
 * @param queueOf the queue that calls a function by itself; undefined where none does
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
export const lambdaEventSourceMappings = (queueOf: (functionName: string) => string | undefined): AwsRoute =>
  restRoute('lambda', 'GET', '/2015-03-31/event-source-mappings', ({ query }) => {
    const functionName = query.get('FunctionName') ?? '';
    const queue = queueOf(functionName);
    if (queue === undefined) return { body: { EventSourceMappings: [] } };
    return { body: { EventSourceMappings: [{ UUID: '00000000-0000-4000-8000-000000000000', EventSourceArn: queue, State: 'Enabled' }] } };
  });
