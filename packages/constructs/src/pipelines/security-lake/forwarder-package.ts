import { hubFunctionName, timerFunctionName } from '@audit-bridge/activity-log-forwarder/environment';
import type { FunctionArtifact } from '@audit-bridge/bundling';
import { StorageBlob } from '@cdktf/provider-azurerm/lib/storage-blob';
import { AssetType, type ITerraformDependable, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiAction } from '../../building-blocks/azapi-action';
import { siteType } from './forwarder-app';
import type { HostStorage } from './host-storage';

export interface ForwarderPackageProps {
  readonly artifact: Pick<FunctionArtifact, 'path' | 'sha256'>;
  readonly siteId: string;
  readonly storage: HostStorage;
  /** What the function finds when it starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** https://learn.microsoft.com/azure/azure-functions/functions-infrastructure-as-code?pivots=flex-consumption-plan#deployment-package */
interface OneDeployBody {
  readonly properties: { readonly packageUri: string; readonly remoteBuild: false };
}

/** The one name that the plan takes: see the page above. */
const packageName = 'released-package.zip';

/**
 * The forwarder's zip: into our own container under its hash, from there into the app by one-deploy, and a wait until the app knows the functions in it.
 * A zip that is only put where the app keeps its own would not be deployed.
 */
export class ForwarderPackage extends Construct {
  /** Ends when the new package is in the app. */
  readonly deployment: AzapiAction<OneDeployBody>;

  constructor(scope: Construct, id: string, props: ForwarderPackageProps) {
    super(scope, id);
    const { artifact, siteId, storage } = props;
    const asset = new TerraformAsset(this, 'zip', { path: artifact.path, type: AssetType.FILE, assetHash: artifact.sha256 });
    const blob = new StorageBlob(this, 'blob', {
      // Another zip is another blob, so that the app is never told to take one while it is being replaced.
      name: `${artifact.sha256}/${packageName}`,
      storageAccountName: storage.account.name,
      storageContainerName: storage.packages.name,
      type: 'Block',
      source: asset.path,
      contentType: 'application/zip',
      lifecycle: { createBeforeDestroy: true },
    });
    this.deployment = new AzapiAction(this, 'deployment', {
      type: siteType,
      resourceId: siteId,
      action: 'extensions/onedeploy',
      method: 'PUT',
      body: { properties: { packageUri: `${storage.urlOf(storage.packages)}/${blob.name}`, remoteBuild: false } },
      // A new app's identity and its roles are not known everywhere at once.
      retry: { errorMessages: ['RESPONSE 4(01|03|04|09|29)', 'RESPONSE 5\\d\\d'], intervalSeconds: 20, timeoutMinutes: 20 },
      dependsOn: [blob, ...props.dependsOn],
    });
    for (const name of [hubFunctionName, timerFunctionName]) this.#waitFor(name, siteId);
  }

  /** A function is not there before the host has started with the package and has read its functions. If it never is, the deploy fails, and says so. */
  #waitFor(functionName: string, siteId: string): void {
    new AzapiAction(this, functionName, {
      type: siteType,
      resourceId: siteId,
      action: `functions/${functionName}`,
      method: 'GET',
      retry: { errorMessages: ['RESPONSE 404', 'RESPONSE 5\\d\\d'], intervalSeconds: 20, timeoutMinutes: 15 },
      dependsOn: [this.deployment],
      // As text: cdktf would write the reference as a template, which Terraform refuses here.
      lifecycle: { replaceTriggeredBy: [`${AzapiAction.tfResourceType}.${this.deployment.friendlyUniqueId}`] },
    });
  }
}
