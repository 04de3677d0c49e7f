import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';
import type { SubscriptionContent } from '../subscription-content';

/** What was deleted, and can be brought back: https://learn.microsoft.com/rest/api/loganalytics/deleted-workspaces, https://learn.microsoft.com/rest/api/storagerp/deleted-accounts */
export const deletedResourceRoutes = (content: SubscriptionContent): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: `/subscriptions/${content.subscriptionId}/providers/Microsoft.OperationalInsights/deletedWorkspaces`,
    answer: request => {
      const held = content.deletedOf('Microsoft.OperationalInsights/workspaces');
      return page(
        held.map(({ at, id, name }) => ({ id, name, properties: { modifiedDate: at } })),
        request,
      );
    },
  },
  {
    method: 'GET',
    path: `/subscriptions/${content.subscriptionId}/providers/Microsoft.Storage/deletedAccounts`,
    answer: request => {
      const held = content.deletedOf('Microsoft.Storage/storageAccounts');
      return page(
        held.map(({ at, id, name }) => ({ name: `${name}|${at}`, properties: { storageAccountResourceId: id, deletionTime: at } })),
        request,
      );
    },
  },
];
