import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';
import { tagFilter } from '../tag-filter';

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

/** Every resource of a subscription, by type and name or by a tag: https://learn.microsoft.com/rest/api/resources/resources/list */
export const resourceRoutes = (resources: readonly ListedResource[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resources',
    answer: request => {
      const filter = request.query.get('$filter');
      const [, type, name] = filter === null ? [] : (filterPattern.exec(filter) ?? []);
      const isTagged = type === undefined ? tagFilter(request) : () => true;
      return page(
        resources
          .filter(found => found.subscriptionId === request.parameters.subscriptionId && isTagged(found))
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
