import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';

export interface FunctionAppResource {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly functions: readonly string[];
  /** Whether it listens now. */
  isRunning(): boolean;
}

/**
 * Apps that run, with what they have found in their packages.
 *
 * @see https://learn.microsoft.com/rest/api/appservice/web-apps/list and .../list-functions
 */
export const functionAppRoutes = (apps: () => readonly FunctionAppResource[]): readonly AzureRoute[] => {
  const idOf = ({ name, resourceGroup, subscriptionId }: FunctionAppResource) =>
    `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Web/sites/${name}`;
  const isSame = (one: string, other = '') => one.toLowerCase() === other.toLowerCase();
  return [
    {
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.Web/sites',
      answer: request => {
        const found = apps().filter(({ subscriptionId }) => isSame(subscriptionId, request.parameters.subscriptionId));
        return page(
          found.map(app => ({
            id: idOf(app),
            name: app.name,
            type: 'Microsoft.Web/sites',
            properties: { state: app.isRunning() ? 'Running' : 'Stopped' },
          })),
          request,
        );
      },
    },
    {
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.Web/sites/{name}/functions',
      answer: request => {
        const app = apps().find(({ name }) => isSame(name, request.parameters.name));
        return page(
          (app?.functions ?? []).map(name => ({ name: `${app?.name}/${name}`, properties: { name, isDisabled: false } })),
          request,
        );
      },
    },
  ];
};
