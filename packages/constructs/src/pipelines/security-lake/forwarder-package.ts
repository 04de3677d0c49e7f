import type { FunctionArtifact } from '@audit-bridge/bundling';
import { StorageBlob } from '@cdktf/provider-azurerm/lib/storage-blob';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { HostStorage } from './host-storage';

export interface ForwarderPackageProps {
  readonly artifact: Pick<FunctionArtifact, 'path' | 'sha256'>;
  readonly storage: HostStorage;
}

/** What an app of the plan loads when it starts: https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#deployment */
const packageName = 'released-package.zip';

/** The forwarder's zip where its app keeps it: there before the app, and before the app is told that there is another one. */
export class ForwarderPackage extends Construct {
  readonly blob: StorageBlob;

  constructor(scope: Construct, id: string, { artifact, storage }: ForwarderPackageProps) {
    super(scope, id);
    // Its path holds the zip's hash: another zip is another source, and replaces the blob.
    const asset = new TerraformAsset(this, 'zip', { path: artifact.path, type: AssetType.FILE, assetHash: artifact.sha256 });
    this.blob = new StorageBlob(this, 'blob', {
      name: packageName,
      storageAccountName: storage.account.name,
      storageContainerName: storage.deployments.name,
      type: 'Block',
      source: asset.path,
      contentType: 'application/zip',
    });
  }
}
