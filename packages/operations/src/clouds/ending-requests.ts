import { newPipeline, type Pipeline, type RequestPolicyFactory, type StoragePipelineOptions } from '@azure/storage-blob';

/**
 * A request that goes on after Ctrl-C: it takes something back that a cloud would keep, like a query that runs and costs, or begins what must be taken back.
 * Every other one of a command that changes nothing ends with the wish to stop.
 */
export const toItsEnd = { abortSignal: new AbortController().signal };

interface Sends {
  send(command: unknown, options?: object): Promise<unknown>;
}

/** The same client of the AWS SDK, whose requests end with the signal; one that is sent with a signal of its own has that one. */
export function endingClient<Client>(client: Client, requests: AbortSignal | undefined): Client {
  if (requests === undefined) return client;
  const sends = client as Sends;
  const send = sends.send.bind(client);
  sends.send = (command, options) => send(command, { abortSignal: requests, ...options });
  return client;
}

/** What clients of Azure Storage take in the place of a credential. A request that has a signal of its own, like one that limits its time, keeps it too. */
export function endingPipeline(
  credential: Parameters<typeof newPipeline>[0],
  options: StoragePipelineOptions,
  requests: AbortSignal | undefined,
): Pipeline {
  const pipeline = newPipeline(credential, options);
  if (requests === undefined) return pipeline;
  const create: RequestPolicyFactory['create'] = next => ({
    sendRequest: request => {
      const own = request.abortSignal as AbortSignal | undefined;
      request.abortSignal = own === undefined ? requests : AbortSignal.any([own, requests]);
      return next.sendRequest(request);
    },
  });
  pipeline.factories.push({ create });
  return pipeline;
}
