import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

export interface ManagementGroup {
  readonly id: string;
  /** Whether the caller has a role at it that reads it. */
  mayBeRead(): boolean;
}

/** @see https://learn.microsoft.com/rest/api/managementgroups/management-groups/get */
export const managementGroupRoutes = (groups: readonly ManagementGroup[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/providers/Microsoft.Management/managementGroups/{id}',
    apiVersions: ['2020-05-01', '2021-04-01'],
    answer: ({ parameters: { id = '' } }) => {
      const group = groups.find(candidate => candidate.id.toLowerCase() === id.toLowerCase());
      // Azure says so of one that is not there, too.
      if (group?.mayBeRead() !== true)
        throw new AzureRefusal(
          403,
          'AuthorizationFailed',
          `The client does not have authorization to perform action 'Microsoft.Management/managementGroups/read' over scope '/providers/Microsoft.Management/managementGroups/${id}' or the scope is invalid.`,
        );
      return { body: { id: `/providers/Microsoft.Management/managementGroups/${group.id}`, name: group.id, properties: {} } };
    },
  },
];
