import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';
import { containerName } from './names';

export interface ActivityLogContainerProps {
  readonly accountName: string;
  readonly replication: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  /** Days after its last write that a blob is deleted. */
  readonly retentionDays: number;
  /** Only secret mode signs in with the account's keys. */
  readonly sharedKeys: boolean;
}

/** Days that a deleted blob or container can still be brought back. */
const softDeleteDays = 7;

/** The container that Azure Monitor writes to, in an account that nobody reads without signing in; old blobs leave by themselves. */
export class ActivityLogContainer extends Construct {
  readonly accountId: string;
  readonly container: StorageContainer;
  readonly containerId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, props: ActivityLogContainerProps) {
    super(scope, id);
    const { protection, retentionDays, sharedKeys } = props;
    const account = new StorageAccount(this, 'account', {
      name: props.accountName,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: { ...props.tags },
      accountKind: 'StorageV2',
      accountTier: 'Standard',
      accountReplicationType: props.replication,
      minTlsVersion: 'TLS1_2',
      httpsTrafficOnlyEnabled: true,
      allowNestedItemsToBePublic: false,
      sharedAccessKeyEnabled: sharedKeys,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      crossTenantReplicationEnabled: false,
      infrastructureEncryptionEnabled: true,
      // Reached from AWS over the internet, by signed-in identities alone; Azure Monitor writes as a trusted service.
      publicNetworkAccessEnabled: true,
      blobProperties: {
        deleteRetentionPolicy: { days: softDeleteDays },
        containerDeleteRetentionPolicy: { days: softDeleteDays },
      },
      lifecycle: dataLifecycle(protection),
    });
    this.container = new StorageContainer(this, 'container', {
      name: containerName,
      // By id: through the management plane, so that the deployer needs no data role.
      storageAccountId: account.id,
      containerAccessType: 'private',
      lifecycle: dataLifecycle(protection),
    });
    new StorageManagementPolicy(this, 'lifecycle', {
      storageAccountId: account.id,
      rule: [
        {
          name: 'delete-old-activity-logs',
          enabled: true,
          filters: { blobTypes: ['appendBlob', 'blockBlob'], prefixMatch: [`${containerName}/`] },
          actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: retentionDays } },
        },
      ],
      dependsOn: [this.container],
    });
    this.accountId = account.id;
    // An account and its container are one path of Azure Resource Manager: role assignments want this id, not the data plane's URL.
    this.containerId = `${account.id}/blobServices/default/containers/${this.container.name}`;
    this.url = `${account.primaryBlobEndpoint}${this.container.name}`;
  }
}
