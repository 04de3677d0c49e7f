import { azureClouds, type Environment } from '@audit-bridge/config';
import { AzapiProvider } from '@audit-bridge/constructs';
import { AzureadProvider } from '@cdktf/provider-azuread/lib/provider';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import type { Construct } from 'constructs';

/** What azurerm knows, in the environment's subscription and no other. */
export function addAzurermProvider(scope: Construct, { azure, protection }: Pick<Environment, 'azure' | 'protection'>): void {
  new AzurermProvider(scope, 'azure', {
    environment: azureClouds[azure.cloud].terraformEnvironment,
    tenantId: azure.tenantId,
    subscriptionId: azure.subscriptionId,
    storageUseAzuread: true,
    features: [
      {
        resourceGroup: [{ preventDeletionIfContainsResources: protection === 'protected' }],
        // The accounts' keys are off: without this the provider asks the data plane, for which the deployer has no role.
        storage: [{ dataPlaneAvailable: false }],
        // A workspace that can be brought back holds its name for 14 days, and the next sandbox of that owner could not be made.
        logAnalyticsWorkspace: [{ permanentlyDeleteOnDestroy: protection === 'destroyable' }],
        // It would make an alert rule of its own, which nobody here deletes.
        applicationInsights: [{ disableGeneratedRule: true }],
      },
    ],
  });
}

/** What azurerm does not know, or would write keys of into the state. */
export function addAzapiProvider(scope: Construct, { cloud, tenantId, subscriptionId }: Environment['azure']): void {
  new AzapiProvider(scope, 'azapi', { environment: azureClouds[cloud].terraformEnvironment, tenantId, subscriptionId });
}

/** The tenant's directory. */
export function addAzureadProvider(scope: Construct, { cloud, tenantId }: Pick<Environment['azure'], 'cloud' | 'tenantId'>): void {
  new AzureadProvider(scope, 'entra', { environment: azureClouds[cloud].terraformEnvironment, tenantId });
}
