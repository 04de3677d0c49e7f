import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** A request that got no answer by then is sent again: 10 MiB need a second or two. */
const requestTimeoutMilliseconds = 15_000;

/** For what is asked of AWS on the way to a stream. */
export const streamTimeouts = {
  connectionTimeout: 5_000,
  requestTimeout: requestTimeoutMilliseconds,
  throwOnRequestTimeout: true,
} as const;

/** @returns makes a client for PutRecords each time; all of them share their connections, so that a new session keeps them */
export function connectToKinesis(settings: Pick<KinesisClientConfig, 'region' | 'credentials' | 'endpoint'>): () => KinesisClient {
  // HTTP/1.1: the client's own HTTP/2 sends all requests over one connection, where a lost packet or a reset holds up, or fails, all of them; and
  // emulators speak nothing else.
  const requestHandler = new NodeHttpHandler({ ...streamTimeouts, httpsAgent: { keepAlive: true, maxSockets: 64 } });
  // One attempt: deliverRows decides alone what is sent again and for how long.
  return () => new KinesisClient({ ...settings, requestHandler, maxAttempts: 1 });
}
