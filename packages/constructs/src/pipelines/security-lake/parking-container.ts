import { type Names, operatedNames } from '@audit-bridge/naming';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import { Construct } from 'constructs';
import { containerResourceId, privateAccount, privateContainer } from '../../building-blocks/private-account';
import type { Protection } from '../../building-blocks/protection';

export interface ParkingContainerProps {
  readonly names: Names;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly replication: string;
  readonly protection: Protection;
  /** Days that a record is kept which was refused for good. */
  readonly retentionDays: number;
}

/**
 * Where records stay that did not go to the stream, in an account of its own: the host's account is written to by the Functions platform, and evidence is
 * not among what it may own.
 */
export class ParkingContainer extends Construct {
  /** As role assignments want it: a path of Azure Resource Manager, not the data plane's URL. */
  readonly containerId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, props: ParkingContainerProps) {
    super(scope, id);
    const { names, protection, retentionDays } = props;
    const { fedPrefix, parkingAccount, parkingContainer } = operatedNames(names);
    const account = privateAccount(this, 'account', { ...props, name: parkingAccount });
    const container = privateContainer(this, 'container', { name: parkingContainer, account, protection });
    new StorageManagementPolicy(this, 'lifecycle', {
      storageAccountId: account.id,
      rule: [
        {
          name: 'delete-old-refused-records',
          enabled: true,
          // Only what was refused for good, and what a sandbox was fed with. `undelivered/` never expires: the timer removes a blob when the stream has taken its records, and not before.
          // `sequence-numbers/` tell a loss from a new start.
          filters: { blobTypes: ['blockBlob'], prefixMatch: [`${parkingContainer}/refused/`, `${parkingContainer}/${fedPrefix}`] },
          actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: retentionDays } },
        },
      ],
      dependsOn: [container],
    });
    this.containerId = containerResourceId(account, container);
    this.url = `${account.primaryBlobEndpoint}${container.name}`;
  }
}
