import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

export interface WorkspaceResource {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  /** What queries name it by. */
  readonly customerId: string;
  readonly retentionDays: number;
}

const apiVersions = ['2022-10-01', '2023-09-01', '2025-02-01'];

/** @see https://learn.microsoft.com/rest/api/loganalytics/workspaces */
export const workspaceRoutes = (workspaces: readonly WorkspaceResource[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/{name}',
    apiVersions,
    answer: ({ parameters: { subscriptionId = '', resourceGroup = '', name = '' } }) => {
      const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
      const found = workspaces.find(
        workspace =>
          isSame(workspace.subscriptionId, subscriptionId) &&
          isSame(workspace.resourceGroup, resourceGroup) &&
          isSame(workspace.name, name),
      );
      if (found === undefined)
        throw new AzureRefusal(404, 'ResourceNotFound', `The Resource 'Microsoft.OperationalInsights/workspaces/${name}' was not found.`);
      const { customerId, retentionDays } = found;
      const id = `/subscriptions/${found.subscriptionId}/resourceGroups/${found.resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${found.name}`;
      const properties = { customerId, provisioningState: 'Succeeded', retentionInDays: retentionDays, sku: { name: 'PerGB2018' } };
      return { body: { id, name: found.name, type: 'Microsoft.OperationalInsights/workspaces', location: 'westeurope', properties } };
    },
  },
];
