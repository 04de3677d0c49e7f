import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';
import type { SubscriptionContent } from '../subscription-content';
import { tagFilter } from '../tag-filter';

/** @see https://learn.microsoft.com/rest/api/resources/resource-groups */
export function resourceGroupRoutes(content: SubscriptionContent): readonly AzureRoute[] {
  const root = `/subscriptions/${content.subscriptionId}/resourcegroups`;
  const describe = ({ name, tags }: SubscriptionContent['groups'][number]) => ({
    id: `/subscriptions/${content.subscriptionId}/resourceGroups/${name}`,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location: 'westeurope',
    tags,
    properties: { provisioningState: content.isGoing(name) ? 'Deleting' : 'Succeeded' },
  });
  const found = (name = '') => {
    const group = content.look(name);
    if (group === undefined) throw new AzureRefusal(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
    return group;
  };
  return [
    { method: 'GET', path: root, answer: request => page(content.groups.filter(tagFilter(request)).map(describe), request, 2) },
    { method: 'GET', path: `${root}/{name}`, answer: ({ parameters }) => ({ body: describe(found(parameters.name)) }) },
    {
      method: 'DELETE',
      path: `${root}/{name}`,
      answer: ({ parameters, url }) => {
        content.deleteGroup(found(parameters.name).name);
        return { status: 202, headers: { location: `${url}${root}/${parameters.name}?api-version=2021-04-01` } };
      },
    },
  ];
}
