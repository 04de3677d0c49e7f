import type { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import { Construct } from 'constructs';
import { containerResourceId, privateAccount, privateContainer } from '../../building-blocks/private-account';
import type { Protection } from '../../building-blocks/protection';
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

/** The container that Azure Monitor writes to, in an account that nobody reads without signing in; old blobs leave by themselves. */
export class ActivityLogContainer extends Construct {
  readonly accountId: string;
  readonly container: StorageContainer;
  readonly containerId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, props: ActivityLogContainerProps) {
    super(scope, id);
    const { protection, retentionDays } = props;
    const account = privateAccount(this, 'account', { ...props, name: props.accountName });
    this.container = privateContainer(this, 'container', { name: containerName, account, protection });
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
    this.containerId = containerResourceId(account, this.container);
    this.url = `${account.primaryBlobEndpoint}${this.container.name}`;
  }
}
