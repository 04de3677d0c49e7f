import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

export interface ListedResource {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** `Microsoft.Storage/storageAccounts` */
  readonly type: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Two comparisons at most, as the one caller writes them. */
const filterPattern = /^resourceType eq '([^']+)'(?: and name eq '([^']+)')?$/;

/** Every resource of a subscription, by type and name: https://learn.microsoft.com/rest/api/resources/resources/list */
export const resourceRoutes = (resources: readonly ListedResource[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resources',
    answer: request => {
      const filter = request.query.get('$filter');
      const [, type, name] = filter === null ? [] : (filterPattern.exec(filter) ?? []);
      if (filter !== null && type === undefined)
        throw new AzureRefusal(400, 'InvalidFilterInQueryString', `The filter ${filter} is not one that this stand-in knows.`);
      return page(
        resources
          .filter(found => found.subscriptionId === request.parameters.subscriptionId)
          .filter(found => (type === undefined || found.type === type) && (name === undefined || found.name === name))
          .map(({ subscriptionId, resourceGroup, tags, ...found }) => ({
            id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${found.type}/${found.name}`,
            ...found,
            location: 'westeurope',
            tags,
          })),
        request,
      );
    },
  },
];
