import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Idle connections are kept; a call that gets no answer is given up and tried again instead of holding its place until the end. */
const connectionTimeout = 5_000;
const requestTimeout = 20_000;

/**
 * Connections for all clients of a run: accounts have one IAM endpoint, so hundreds of them share its connections.
 *
 * @param maxConcurrentCalls as many sockets; the SDK has 50, and calls beyond them would wait in a line that no timeout sees
 */
export function awsConnections(maxConcurrentCalls: number): NodeHttpHandler {
  const agent = { keepAlive: true, maxSockets: maxConcurrentCalls };
  return new NodeHttpHandler({ httpAgent: agent, httpsAgent: agent, connectionTimeout, requestTimeout, throwOnRequestTimeout: true });
}

/** The same connections for one run: its end ends every call under way. Told to the calls one by one, it would keep the SDK from reusing its work on them. */
export function connectionsUntil(signal: AbortSignal, connections: NodeHttpHandler) {
  return {
    metadata: connections.metadata,
    handle: (...[request, options]: Parameters<NodeHttpHandler['handle']>) =>
      connections.handle(request, { ...options, abortSignal: signal }),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => connections.httpHandlerConfigs(),
  };
}
