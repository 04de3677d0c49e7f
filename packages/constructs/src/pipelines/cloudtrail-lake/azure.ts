import { type AzureCloud, azureClouds, type CloudtrailLakeSettings, type Environment } from '@audit-bridge/config';
import type { Names } from '@audit-bridge/naming';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Construct } from 'constructs';
import { ActivityLogExport } from '../../building-blocks/activity-log-export';
import { FederatedIdentity } from '../../building-blocks/federated-identity';
import type { Protection } from '../../building-blocks/protection';
import { SubscriptionReaderRole } from '../../building-blocks/subscription-reader-role';
import { ActivityLogContainer } from './activity-log-container';
import type { ContainerAccess, ContainerAuthentication } from './container-access';
import { coverageFunctionName } from './names';
import type { SubscriptionAccess } from './subscription-coverage';

export interface CloudtrailLakeAzureProps {
  readonly names: Names;
  readonly location: string;
  readonly blobReplication: Environment['azure']['blobReplication'];
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  /** Whose activity logs are exported; empty where the container is fed with generated records. */
  readonly exportedSubscriptionIds: readonly string[];
  readonly blobRetentionDays: number;
  readonly cloud: AzureCloud;
  readonly tenantId: string;
  /** How the functions sign in. A connection string needs the account's shared keys, which are off otherwise. */
  readonly authentication: CloudtrailLakeSettings['authentication'];
  /** The AWS roles that may read the container without a secret, by a word that names each. */
  readonly readerRoleArns: Readonly<Record<string, string>>;
  /** Where this pipeline looks for subscriptions that nobody collects from. */
  readonly coverage?: {
    readonly managementGroupId: string;
    /** The one AWS role that may list the subscriptions below the group. */
    readonly roleArn: string;
  };
}

/** The Azure half: the activity log of every listed subscription in one container, and an identity that may read it. */
export class CloudtrailLakeAzure extends Construct {
  /** What the AWS half needs to read the container. */
  readonly access: ContainerAccess;
  /** What it needs to list subscriptions; absent where nobody looks. */
  readonly subscriptions: SubscriptionAccess | undefined;

  constructor(scope: Construct, id: string, props: CloudtrailLakeAzureProps) {
    super(scope, id);
    const { names, location, tags, authentication } = props;
    const group = new ResourceGroup(this, 'group', {
      name: names.of('azureResourceGroup', 'cloudtrail-lake'),
      location,
      tags: { ...tags },
    });
    const exported = new ActivityLogContainer(this, 'container', {
      accountName: names.of('azureStorageAccount'),
      replication: props.blobReplication,
      resourceGroupName: group.name,
      location,
      tags,
      protection: props.protection,
      retentionDays: props.blobRetentionDays,
      sharedKeys: authentication.kind === 'connection-string',
    });
    new ActivityLogExport(this, 'export', {
      name: names.of('azureDiagnosticSetting', 'cloudtrail-lake'),
      subscriptionIds: props.exportedSubscriptionIds,
      destination: { storageAccountId: exported.accountId },
      writesTo: [exported.container],
    });
    this.access = {
      url: exported.url,
      authentication:
        authentication.kind === 'connection-string'
          ? authentication
          : this.#trustRoles(props, authentication.issuerUrl, group.name, exported.containerId),
    };
    this.subscriptions =
      authentication.kind === 'connection-string' ? undefined : this.#trustCoverage(props, authentication.issuerUrl, group.name);
  }

  #trustCoverage(props: CloudtrailLakeAzureProps, issuerUrl: string, resourceGroupName: string): SubscriptionAccess | undefined {
    const { names, location, tags, cloud, tenantId, coverage } = props;
    if (coverage === undefined) return undefined;
    const { authorityHost, federationAudience: audience, resourceManagerUrl } = azureClouds[cloud];
    const { managementGroupId, roleArn } = coverage;
    const identity = new FederatedIdentity(this, 'coverage', {
      names,
      word: coverageFunctionName,
      resourceGroupName,
      location,
      tags,
      permission: new SubscriptionReaderRole(this, 'subscription-reader', { names, managementGroupId }).permission,
      issuerUrl,
      audience,
      roleArns: { [coverageFunctionName]: roleArn },
    });
    return {
      managementGroupId,
      resourceManagerUrl,
      tenantId,
      clientId: identity.clientId,
      audience,
      authorityHost: cloud === 'public' ? undefined : authorityHost,
    };
  }

  #trustRoles(props: CloudtrailLakeAzureProps, issuerUrl: string, resourceGroupName: string, containerId: string): ContainerAuthentication {
    const { names, location, tags, cloud, tenantId, readerRoleArns: roleArns } = props;
    const { federationAudience: audience, authorityHost } = azureClouds[cloud];
    const reader = new FederatedIdentity(this, 'reader', {
      names,
      word: 'cloudtrail-lake-reader',
      resourceGroupName,
      location,
      tags,
      permission: { roleName: 'Storage Blob Data Reader', scopeId: containerId },
      issuerUrl,
      audience,
      roleArns,
    });
    return {
      kind: 'web-identity',
      tenantId,
      clientId: reader.clientId,
      audience,
      // The SDK's own default.
      authorityHost: cloud === 'public' ? undefined : authorityHost,
    };
  }
}
