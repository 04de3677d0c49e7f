import { BlobServiceClient, type StoragePipelineOptions } from '@azure/storage-blob';
import type { Azurite } from './azurite';
import type { Certificate } from './certificate';

/** Full access to an Azurite account, for writing what Azure Monitor would write: trusts the certificate without a setting of the process. */
export function connectToAzurite(azurite: Azurite, certificate: Certificate): BlobServiceClient {
  return BlobServiceClient.fromConnectionString(azurite.connectionString, trustingStorageOptions(certificate));
}

/** Options of any Azure client with which it trusts a certificate. */
export function trust({ certificate }: Pick<Certificate, 'certificate'>): { readonly tlsOptions: { readonly ca: string } } {
  return { tlsOptions: { ca: certificate } };
}

/** The same for the storage clients, which pass `tlsOptions` on although their type does not name it. */
export function trustingStorageOptions(certificate: Pick<Certificate, 'certificate'>): StoragePipelineOptions {
  const options = { keepAliveOptions: { enable: true }, ...trust(certificate) };
  return options;
}
