import type { TokenCredential } from '@azure/core-auth';
import { ContainerClient } from '@azure/storage-blob';

/**
 * Storage answers 503 when it is busy, mostly for a second or two. Five tries wait 0, 1, 3 and 5 s; what lasts longer is the next attempt's,
 * because the trigger holds its checkpoint.
 */
const retryOptions = { maxTries: 5, retryDelayInMs: 1_000, maxRetryDelayInMs: 5_000, tryTimeoutInMs: 30_000 };

/** For who makes a client in another way. */
export const parkingClientOptions = { retryOptions, keepAliveOptions: { enable: true } };

/**
 * A client of the parking container. Keep one per process: it holds the token and the connections.
 *
 * @param containerUrl `https://<account>.blob.core.windows.net/<container>`
 */
export function connectToParkingContainer(containerUrl: string, credential: TokenCredential): ContainerClient {
  return new ContainerClient(containerUrl, credential, parkingClientOptions);
}
