import type { AzureRoute } from '../emulators/azure-rest/rest-route';
import { activityLogRoutes } from '../emulators/resource-manager/routes/activity-log';
import { firedAlertRoutes } from '../emulators/resource-manager/routes/fired-alerts';
import { functionAppRoutes } from '../emulators/resource-manager/routes/function-apps';
import { locationRoutes } from '../emulators/resource-manager/routes/locations';
import { ownerWithData, permissionRoutes } from '../emulators/resource-manager/routes/permissions';
import { providerRoutes } from '../emulators/resource-manager/routes/providers';
import { quotaRoutes } from '../emulators/resource-manager/routes/quotas';
import { subscriptionDiagnosticSettingRoutes } from '../emulators/resource-manager/routes/subscription-diagnostic-settings';
import { type Subscription, subscriptionRoutes } from '../emulators/resource-manager/routes/subscriptions';
import { workspaceRoutes } from '../emulators/resource-manager/routes/workspaces';
import { localNames } from './local-environment';
import type { LocalState } from './local-state';
import { ownNameRoutes } from './own-name-routes';

/** Namespaces that the pipelines' resources are of. */
const namespaces = [
  'Microsoft.EventHub',
  'Microsoft.Insights',
  'Microsoft.ManagedIdentity',
  'Microsoft.OperationalInsights',
  'Microsoft.Storage',
  'Microsoft.Web',
];

/** The workspace with the access keys' table. */
export const workspaceId = '55555555-5555-4555-8555-555555555555';

/** What Azure Resource Manager's stand-in serves: one line a resource type. */
export function resourceManagerRoutes({ environment, history, records, triggers }: LocalState): readonly AzureRoute[] {
  const { subscriptionId, subscriptionIds, tenantId } = environment.azure;
  const subscriptions = [...new Set([subscriptionId, ...subscriptionIds])].map(
    (id, index): Subscription => ({ id, displayName: `Subscription ${index + 1} of the local run` }),
  );
  return [
    ...subscriptionRoutes({ tenantId, subscriptions }),
    ...activityLogRoutes({ records: [records, history], now: Date.now }),
    ...locationRoutes([{ name: 'westeurope', displayName: 'West Europe', geographyGroup: 'Europe', zones: 3, hasFlexConsumption: true }]),
    ...ownNameRoutes({ environment }),
    ...subscriptionDiagnosticSettingRoutes(new Map()),
    ...permissionRoutes(ownerWithData),
    ...quotaRoutes({ storageAccounts: 2, maxStorageAccounts: 250, namespaces: [localNames.of('azureEventHubsNamespace', 'activity-log')] }),
    ...providerRoutes({ subscriptions, available: namespaces, registered: namespaces }),
    ...functionAppRoutes(() =>
      [...triggers.functionApps].map(([name, app]) => ({
        ...app,
        name,
        subscriptionId,
        resourceGroup: localNames.of('azureResourceGroup', 'security-lake'),
      })),
    ),
    // There are no alert rules either.
    ...firedAlertRoutes([]),
    ...workspaceRoutes([
      {
        subscriptionId,
        resourceGroup: localNames.of('azureResourceGroup', 'access-keys'),
        name: localNames.of('azureLogAnalyticsWorkspace', 'access-keys'),
        customerId: workspaceId,
        retentionDays: 90,
      },
    ]),
  ];
}
