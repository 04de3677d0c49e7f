import type { Names } from '@audit-bridge/naming';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import type { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Construct } from 'constructs';
import { DataAzapiResource } from '../../building-blocks/data-azapi-resource';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';
import type { AccessKeysAzureProps } from './azure-props';

export interface ReportWorkspaceProps {
  readonly names: Names;
  readonly group: ResourceGroup;
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  readonly workspace: AccessKeysAzureProps['settings']['workspace'];
}

/** Of what stands beside the report's table, which has a retention of its own: what the price holds already. */
const otherRetentionDays = 30;

/** The ids that Azure's portal shows are often in lower case; azurerm takes only one spelling of what is not a name. */
const idPattern = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.OperationalInsights\/workspaces\/([^/]+)$/i;

/** The Log Analytics workspace of the report: made here, or a given one. */
export class ReportWorkspace extends Construct {
  /** In Azure Resource Manager. */
  readonly id: string;
  readonly location: string;
  /** The GUID that its data is asked for and sent by: the HTTP Data Collector API calls it the workspace's id. */
  readonly customerId: string;

  constructor(scope: Construct, id: string, { names, group, tags, protection, workspace }: ReportWorkspaceProps) {
    super(scope, id);
    if (workspace.kind === 'given') {
      // Not by azurerm, which puts the workspace's shared keys into the state: whoever has one writes rows that no account ever sent.
      const given = new DataAzapiResource(this, 'given', {
        type: 'Microsoft.OperationalInsights/workspaces@2023-09-01',
        resourceId: spelledAsAzurermDoes(workspace.resourceId),
        responseExportValues: ['properties.customerId'],
      });
      this.id = spelledAsAzurermDoes(workspace.resourceId);
      this.location = given.location;
      this.customerId = given.output('properties.customerId');
      return;
    }
    const created = new LogAnalyticsWorkspace(this, 'created', {
      name: names.of('azureLogAnalyticsWorkspace', 'access-keys'),
      resourceGroupName: group.name,
      location: group.location,
      tags: { ...tags },
      sku: 'PerGB2018',
      retentionInDays: otherRetentionDays,
      // So that the shared keys, which the provider puts into the state, open nothing.
      localAuthenticationEnabled: false,
      // Rows come from AWS, and people ask from where they are: signed in, all of them.
      internetIngestionEnabled: true,
      internetQueryEnabled: true,
      // No daily cap: what comes after it is dropped without a word, and one identity alone writes here, some megabytes a day at most.
      lifecycle: dataLifecycle(protection),
    });
    this.id = created.id;
    this.location = created.location;
    this.customerId = created.workspaceId;
  }
}

function spelledAsAzurermDoes(resourceId: string): string {
  return resourceId.replace(
    idPattern,
    (_, subscription: string, group: string, name: string) =>
      `/subscriptions/${subscription.toLowerCase()}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces/${name}`,
  );
}
