import {
  type ActivityLogForwarderEnvironment,
  coverageFunctionName,
  hubFunctionName,
  timerFunctionName,
} from '@audit-bridge/activity-log-forwarder/environment';
import { azureClouds } from '@audit-bridge/config';
import type { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
import type { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { dependable, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AzapiResource } from '../../building-blocks/azapi-resource';
import { SubscriptionReaderRole } from '../../building-blocks/subscription-reader-role';
import type { SecurityLakeAzureProps } from './azure-props';
import { ForwarderApp } from './forwarder-app';
import { ForwarderPackage } from './forwarder-package';
import { ForwarderRoles } from './forwarder-roles';
import { coverageHours, everyHours, everyMinutes, forwarderSettings } from './forwarder-settings';
import { ForwarderStart } from './forwarder-start';
import { HostStorage } from './host-storage';
import type { ParkingContainer } from './parking-container';
import type { SourceHub } from './source-hub';
import { TokenPermission } from './token-permission';

export interface ForwarderProps
  extends Pick<
    SecurityLakeAzureProps,
    | 'names'
    | 'location'
    | 'cloud'
    | 'tags'
    | 'protection'
    | 'settings'
    | 'subscriptionIds'
    | 'artifact'
    | 'stream'
    | 'tokenAudience'
    | 'tenantId'
    | 'managementGroupId'
  > {
  readonly blobReplication: SecurityLakeAzureProps['blobReplication'];
  readonly group: ResourceGroup;
  readonly hub: SourceHub;
  readonly parking: ParkingContainer;
  readonly identity: UserAssignedIdentity;
  readonly insights: ApplicationInsights;
}

/** The function `activity-log-forwarder`: its app, what the app's identity may do, and its code. */
export class Forwarder extends Construct {
  readonly #site: AzapiResource;

  constructor(scope: Construct, id: string, props: ForwarderProps) {
    super(scope, id);
    const { names, location, tags, group, hub, parking, identity, insights } = props;
    const storage = new HostStorage(this, 'storage', { ...props, resourceGroupName: group.name, replication: props.blobReplication });
    const roles = new ForwarderRoles(this, 'roles', {
      principalId: identity.principalId,
      hubId: hub.hub.id,
      hostAccountId: storage.account.id,
      parkingContainerId: parking.containerId,
      insightsId: insights.id,
      ...(props.managementGroupId === undefined
        ? {}
        : {
            subscriptions: new SubscriptionReaderRole(this, 'subscription-reader', { names, managementGroupId: props.managementGroupId }),
          }),
    });
    const permission = new TokenPermission(this, 'token', { tokenAudience: props.tokenAudience, principalId: identity.principalId });
    const { blob } = new ForwarderPackage(this, 'package', { artifact: props.artifact, storage });
    const app = new ForwarderApp(this, 'app', {
      names,
      resourceGroupId: group.id,
      location,
      tags,
      identityId: identity.id,
      deploymentsUrl: storage.deploymentsUrl,
      forwarder: props.settings.forwarder,
      settings: forwarderSettings(environmentOf(props), {
        cloud: props.cloud,
        clientId: identity.clientId,
        storageAccountName: storage.account.name,
        fullyQualifiedNamespace: hub.fullyQualifiedNamespace,
        insightsConnectionString: insights.connectionString,
        packageSha256: props.artifact.sha256,
      }),
      dependsOn: [...roles.assignments, permission.assignment, blob],
    });
    this.#site = app.site;
    new ForwarderStart(this, 'start', {
      site: app.site,
      changes: [app.site, blob],
      functions: [hubFunctionName, timerFunctionName, ...(props.managementGroupId === undefined ? [] : [coverageFunctionName])],
    });
  }

  startAfter(resources: readonly ITerraformDependable[]): void {
    this.#site.dependsOn = [...(this.#site.dependsOn ?? []), ...resources.map(dependable)];
  }
}

function environmentOf(props: ForwarderProps): ActivityLogForwarderEnvironment {
  const { hub, stream, settings, identity, parking } = props;
  const { forwarder } = settings;
  return {
    EVENT_HUB_NAME: hub.hub.name,
    EVENT_HUB_CONSUMER_GROUP: hub.consumerGroup.name,
    PARKED_RECORDS_SCHEDULE: everyMinutes(forwarder.parkedRecordsMinutes),
    SUBSCRIPTION_IDS: props.subscriptionIds.join(','),
    STREAM_NAME: stream.name,
    AWS_REGION: stream.region,
    AWS_ROLE_ARN: stream.roleArn,
    TOKEN_AUDIENCE: props.tokenAudience,
    AZURE_CLIENT_ID: identity.clientId,
    PARKING_CONTAINER_URL: parking.url,
    MAX_CONCURRENT_REQUESTS: String(forwarder.maxConcurrentRequests),
    DELIVERY_TIMEOUT_SECONDS: String(forwarder.deliveryTimeoutSeconds),
    ...coverageVariables(props),
  };
}

function coverageVariables({ cloud, managementGroupId, tenantId }: ForwarderProps): Partial<ActivityLogForwarderEnvironment> {
  if (managementGroupId === undefined) return {};
  const { resourceManagerUrl } = azureClouds[cloud];
  return {
    MANAGEMENT_GROUP_ID: managementGroupId,
    COVERAGE_SCHEDULE: everyHours(coverageHours),
    TENANT_ID: tenantId,
    RESOURCE_MANAGER_URL: resourceManagerUrl,
    RESOURCE_MANAGER_AUDIENCE: resourceManagerUrl,
  };
}
