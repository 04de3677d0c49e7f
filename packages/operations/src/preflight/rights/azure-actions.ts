import type { Environment } from '@audit-bridge/config';

const account = ['Microsoft.Storage/storageAccounts/write', 'Microsoft.Storage/storageAccounts/blobServices/containers/write'];
const identity = ['Microsoft.ManagedIdentity/userAssignedIdentities/write', 'Microsoft.Authorization/roleAssignments/write'];
const federation = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write';

/** What a deploy writes in the environment's own subscription: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations */
export function azureActionsOf({
  alarms: { noAlarms },
  pipelines: { accessKeys, cloudtrailLake, securityLake },
}: Environment): readonly string[] {
  return [
    ...new Set([
      'Microsoft.Resources/subscriptions/resourceGroups/write',
      ...identity,
      ...(cloudtrailLake === undefined ? [] : [...account, 'Microsoft.Storage/storageAccounts/managementPolicies/write']),
      ...(cloudtrailLake?.authentication.kind === 'web-identity' ? [federation] : []),
      ...(securityLake === undefined
        ? []
        : [
            ...account,
            'Microsoft.EventHub/namespaces/eventhubs/consumergroups/write',
            'Microsoft.Insights/components/write',
            'Microsoft.Insights/workbooks/write',
            'Microsoft.OperationalInsights/workspaces/write',
            'Microsoft.Web/serverfarms/write',
            'Microsoft.Web/sites/write',
          ]),
      ...(securityLake?.eventHub.kind === 'created'
        ? ['Microsoft.EventHub/namespaces/write', 'Microsoft.EventHub/namespaces/eventhubs/write']
        : []),
      ...(accessKeys === undefined
        ? []
        : ['Microsoft.Insights/workbooks/write', 'Microsoft.OperationalInsights/workspaces/savedSearches/write']),
      ...(accessKeys?.workspace.kind === 'created' ? ['Microsoft.OperationalInsights/workspaces/write'] : []),
      ...(accessKeys?.transport.kind === 'logs-ingestion'
        ? [
            federation,
            'Microsoft.Insights/dataCollectionEndpoints/write',
            'Microsoft.Insights/dataCollectionRules/write',
            'Microsoft.OperationalInsights/workspaces/tables/write',
          ]
        : []),
      ...(noAlarms || (securityLake === undefined && accessKeys === undefined)
        ? []
        : ['Microsoft.Insights/actionGroups/write', 'Microsoft.Insights/scheduledQueryRules/write']),
    ]),
  ].sort();
}

/** On each collected subscription. */
export const exportAction = 'Microsoft.Insights/diagnosticSettings/write';

/** The function's package is uploaded with the deployer's own sign-in: the accounts have no keys. */
export const uploadAction = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write';
