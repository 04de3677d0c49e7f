import type { AzureRoute } from '../emulators/azure-rest/rest-route';
import { providerRoutes } from '../emulators/resource-manager/routes/providers';
import { type Subscription, subscriptionRoutes } from '../emulators/resource-manager/routes/subscriptions';
import type { LocalState } from './local-state';

/** Namespaces that the pipelines' resources are of. */
const namespaces = [
  'Microsoft.EventHub',
  'Microsoft.Insights',
  'Microsoft.ManagedIdentity',
  'Microsoft.OperationalInsights',
  'Microsoft.Storage',
  'Microsoft.Web',
];

/** What Azure Resource Manager's stand-in serves: one line a resource type. */
export function resourceManagerRoutes({ environment }: LocalState): readonly AzureRoute[] {
  const { subscriptionId, subscriptionIds, tenantId } = environment.azure;
  const subscriptions = [...new Set([subscriptionId, ...subscriptionIds])].map(
    (id, index): Subscription => ({ id, displayName: `Subscription ${index + 1} of the local run` }),
  );
  return [
    ...subscriptionRoutes({ tenantId, subscriptions }),
    ...providerRoutes({ subscriptions, available: namespaces, registered: namespaces }),
  ];
}
