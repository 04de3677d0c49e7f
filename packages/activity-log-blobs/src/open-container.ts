import type { Clock, Randomness } from '@audit-bridge/backoff';
import { CachedSecret } from '@audit-bridge/cached-secret';
import { WebIdentityCredential } from '@audit-bridge/web-identity';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { AzureBlobContainer } from './azure-blob-container';
import type { BlobContainer } from './blob-container';
import { type ContainerAccess, makeContainerClient } from './container-client';
import { SecretBlobContainer } from './secret-blob-container';

/** The variables by which a function finds its container. */
export interface ContainerSettings {
  readonly CONTAINER_URL: string;
  readonly AZURE_AUTHENTICATION: 'web-identity' | 'connection-string';
  readonly AZURE_TENANT_ID?: string | undefined;
  readonly AZURE_CLIENT_ID?: string | undefined;
  readonly CONNECTION_STRING_SECRET_ARN?: string | undefined;
}

/** The container as the environment gives access to it. Keep one per process: it holds the token, or the secret. */
export function openContainer(
  settings: ContainerSettings,
  time: { readonly clock: Clock; readonly randomness: Randomness },
): BlobContainer {
  const open = (access: ContainerAccess) =>
    new AzureBlobContainer({ client: makeContainerClient(settings.CONTAINER_URL, access), ...time });
  if (settings.AZURE_AUTHENTICATION === 'connection-string') {
    const secretArn = settings.CONNECTION_STRING_SECRET_ARN ?? '';
    const secret = new CachedSecret({ client: new SecretsManagerClient(), secretArn, clock: time.clock });
    return new SecretBlobContainer(secret, connectionString => open({ kind: 'connection-string', connectionString }));
  }
  const identity = { tenantId: settings.AZURE_TENANT_ID ?? '', clientId: settings.AZURE_CLIENT_ID ?? '' };
  // The client's endpoint is the region's own: the global one does not give web identity tokens.
  return open({ kind: 'web-identity', credential: new WebIdentityCredential({ client: new STSClient(), ...identity, ...time }) });
}
