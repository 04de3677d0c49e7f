import { type Names, operatedNames } from '@audit-bridge/naming';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { Construct } from 'constructs';
import { privateAccount, privateContainer } from '../../building-blocks/private-account';
import type { Protection } from '../../building-blocks/protection';

export interface HostStorageProps {
  readonly names: Names;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly replication: string;
  readonly protection: Protection;
}

/**
 * The function app's own account: the trigger's checkpoints, the timer's lock, and the package. A lost checkpoint repeats what the hub still holds, and
 * loses nothing.
 */
export class HostStorage extends Construct {
  readonly account: StorageAccount;
  /** Holds the package that runs. */
  readonly deployments: StorageContainer;
  readonly deploymentsUrl: string;

  constructor(scope: Construct, id: string, props: HostStorageProps) {
    super(scope, id);
    this.account = privateAccount(this, 'account', { ...props, name: operatedNames(props.names).hostAccount });
    this.deployments = privateContainer(this, 'deployments', { name: 'deployments', account: this.account });
    this.deploymentsUrl = `${this.account.primaryBlobEndpoint}${this.deployments.name}`;
  }
}
