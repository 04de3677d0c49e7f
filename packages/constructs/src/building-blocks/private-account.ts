import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import type { Construct } from 'constructs';
import { exceptFromPolicies } from './policy-exceptions';
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
export function privateAccount(scope: Construct, id: string, props: PrivateAccountProps): StorageAccount {
  const account = new StorageAccount(scope, id, {
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
  });
  exceptFromPolicies(account, {
    CKV_AZURE_33: 'It has no queues of ours.',
    CKV_AZURE_59:
      'It is reached from AWS and by the Functions platform, by who signs in: nothing is anonymous, and keys work in secret mode alone.',
    CKV_AZURE_206: 'Each environment says how it replicates; what is in it is on its way to another cloud.',
    CKV2_AZURE_1: 'It passes on what Azure Monitor holds in the clear for everybody with a reader role; infrastructure encryption is on.',
    CKV2_AZURE_33: 'Its reader on AWS has no way into a private network of Azure.',
  });
  return account;
}

/** A container's path of Azure Resource Manager, as role assignments want it: not the data plane's URL. */
export function containerResourceId(account: StorageAccount, container: StorageContainer): string {
  return `${account.id}/blobServices/default/containers/${container.name}`;
}

export interface PrivateContainerProps {
  readonly name: string;
  readonly account: StorageAccount;
  /** @default 'destroyable' */
  readonly protection?: Protection;
}

/** A container that nobody reads without signing in. */
export function privateContainer(
  scope: Construct,
  id: string,
  { name, account, protection = 'destroyable' }: PrivateContainerProps,
): StorageContainer {
  const container = new StorageContainer(scope, id, {
    name,
    // By id: through the management plane, so that the deployer needs no data role for it.
    storageAccountId: account.id,
    containerAccessType: 'private',
    lifecycle: dataLifecycle(protection),
  });
  exceptFromPolicies(container, {
    CKV2_AZURE_21: 'Who signs in stands in the sign-in logs of Entra; a log of each read would be larger than what is read.',
  });
  return container;
}
