import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';
import type { HeldResource, SubscriptionContent } from '../subscription-content';
import { tagFilter } from '../tag-filter';

/** Resources that come and go: https://learn.microsoft.com/rest/api/resources/resources */
export function heldResourceRoutes(content: SubscriptionContent): readonly AzureRoute[] {
  const subscription = `/subscriptions/${content.subscriptionId}`;
  const describe = ({ createdTime, ...resource }: HeldResource, isExpanded: boolean) => ({
    ...resource,
    name: resource.id.slice(resource.id.lastIndexOf('/') + 1),
    location: 'westeurope',
    ...(isExpanded ? { createdTime } : {}),
  });
  return [
    {
      method: 'GET',
      path: `${subscription}/resources`,
      answer: request => {
        const isExpanded = request.query.get('$expand')?.includes('createdTime') === true;
        const listed = content.resources.filter(tagFilter(request)).map(({ properties: _, ...resource }) => describe(resource, isExpanded));
        return page(listed, request, 2);
      },
    },
    {
      method: 'GET',
      path: `${subscription}/resourceGroups/{group}/providers/{namespace}/{type}`,
      answer: request => {
        const { group = '', namespace = '', type = '' } = request.parameters;
        if (content.look(group) === undefined)
          throw new AzureRefusal(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
        const wanted = `${namespace}/${type}`.toLowerCase();
        const listed = content.in(group).filter(resource => resource.type.toLowerCase() === wanted);
        return page(
          listed.map(resource => describe(resource, false)),
          request,
        );
      },
    },
    {
      method: 'DELETE',
      path: `${subscription}/resourceGroups/{group}/providers/{namespace}/{type}/{name}`,
      answer: ({ path, query }) => {
        const known = content.resources.some(({ id }) => id.toLowerCase() === path.toLowerCase());
        content.deleteResource(path, query.get('force') === 'true');
        return { status: known ? 200 : 204 };
      },
    },
    {
      method: 'GET',
      path: `${subscription}/providers/{namespace}`,
      answer: ({ parameters: { namespace = '' } }) => {
        const types = content.resources.map(({ type }) => type).filter(type => type.startsWith(`${namespace}/`));
        const resourceTypes = [...new Set(types)].map(type => ({
          resourceType: type.slice(namespace.length + 1),
          apiVersions: ['2024-04-01-preview', '2023-01-01'],
        }));
        return { body: { namespace, registrationState: 'Registered', resourceTypes } };
      },
    },
  ];
}
