import type { TokenCredential } from '@azure/core-auth';
import { ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';

/** How the container lets us in. */
export type ContainerAccess =
  | { readonly kind: 'web-identity'; readonly credential: TokenCredential }
  /** The connection string, and with it the account's key, comes from a secret at run time. */
  | { readonly kind: 'connection-string'; readonly connectionString: string };

/**
 * Storage answers 503 when it is busy, mostly for a second or two; the default (4, 12, 28 s of waiting) could use up a function's time before its
 * deadline handling starts. Five tries wait 0, 1, 3 and 5 s; what lasts longer is the next message's or the next run's.
 */
const retryOptions = { maxTries: 5, retryDelayInMs: 1_000, maxRetryDelayInMs: 5_000, tryTimeoutInMs: 30_000 };

/** @param containerUrl `https://<account>.blob.core.windows.net/<container>` */
export function makeContainerClient(containerUrl: string, access: ContainerAccess): ContainerClient {
  const options: StoragePipelineOptions = { retryOptions, keepAliveOptions: { enable: true } };
  if (access.kind === 'web-identity') return new ContainerClient(containerUrl, access.credential, options);
  return new ContainerClient(access.connectionString, containerName(containerUrl), options);
}

const containerName = (containerUrl: string) => new URL(containerUrl).pathname.split('/').filter(Boolean).at(-1) ?? '';
