import type { StorageAccount, StorageAccountConfig } from '@cdktf/provider-azurerm/lib/storage-account';
import type { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { dataLifecycle, type Protection } from './protection';

export interface PrivateAccountProps {
  readonly name: string;
  readonly replication: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  /** Whether the account's keys may sign in. @default false */
  readonly sharedKeys?: boolean;
}

/** Days that a deleted blob or container can still be brought back. */
const softDeleteDays = 7;

/** A storage account that nobody reads without signing in. */
export function privateAccount(props: PrivateAccountProps): StorageAccountConfig {
  return {
    name: props.name,
    resourceGroupName: props.resourceGroupName,
    location: props.location,
    tags: { ...props.tags },
    accountKind: 'StorageV2',
    accountTier: 'Standard',
    accountReplicationType: props.replication,
    minTlsVersion: 'TLS1_2',
    httpsTrafficOnlyEnabled: true,
    allowNestedItemsToBePublic: false,
    sharedAccessKeyEnabled: props.sharedKeys ?? false,
    defaultToOauthAuthentication: true,
    localUserEnabled: false,
    crossTenantReplicationEnabled: false,
    infrastructureEncryptionEnabled: true,
    // Reached over the internet, from AWS and by the Functions platform, by signed-in identities alone; Azure Monitor writes as a trusted service.
    publicNetworkAccessEnabled: true,
    blobProperties: {
      deleteRetentionPolicy: { days: softDeleteDays },
      containerDeleteRetentionPolicy: { days: softDeleteDays },
    },
    lifecycle: dataLifecycle(props.protection),
  };
}

/** A container's path of Azure Resource Manager, as role assignments want it: not the data plane's URL. */
export function containerResourceId(account: StorageAccount, container: StorageContainer): string {
  return `${account.id}/blobServices/default/containers/${container.name}`;
}
