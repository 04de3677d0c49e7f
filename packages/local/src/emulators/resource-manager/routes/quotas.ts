import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';

export interface QuotasProps {
  readonly storageAccounts: number;
  /** Of a subscription in a location: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-storage-limits */
  readonly maxStorageAccounts: number;
  /** Names. */
  readonly namespaces: readonly string[];
}

/**
 * @see https://learn.microsoft.com/rest/api/storagerp/usages/list-by-location
 * @see https://learn.microsoft.com/rest/api/eventhub/namespaces/list
 */
export const quotaRoutes = ({ maxStorageAccounts, namespaces, storageAccounts }: QuotasProps): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/locations/{location}/usages',
    answer: () => ({
      body: {
        value: [
          {
            name: { value: 'StorageAccounts', localizedValue: 'Storage Accounts' },
            unit: 'Count',
            currentValue: storageAccounts,
            limit: maxStorageAccounts,
          },
        ],
      },
    }),
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.EventHub/namespaces',
    answer: request =>
      page(
        namespaces.map(name => ({ name, type: 'Microsoft.EventHub/Namespaces', location: 'westeurope' })),
        request,
      ),
  },
];
