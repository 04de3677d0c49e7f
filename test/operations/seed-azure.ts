import type { AppRoleAssignment, HeldPrincipal } from '@audit-bridge/local/emulators/graph/routes/app-role-assignments';
import type { SubscriptionContent } from '@audit-bridge/local/emulators/resource-manager/subscription-content';
import { operatedNames } from '@audit-bridge/naming';
import { namesOf, subscriptionId } from './sandbox-on-stand-ins';

/**
 * What a sandbox has in Azure: two groups with an account, a workspace and an identity, a role elsewhere, a setting, and a part of the shared application.
 *
 * @returns the identity as Entra knows it
 */
export function seedAzure(
  content: SubscriptionContent,
  appRoles: Set<AppRoleAssignment>,
  owner: string,
  resourceId: string,
): HeldPrincipal {
  const names = namesOf(owner);
  const tags = { Project: 'audit-bridge', Environment: 'sandbox', Owner: owner };
  const groups = ['cloudtrail-lake', 'security-lake'].map(word => names.of('azureResourceGroup', word));
  const [first = '', second = ''] = groups;
  const identityName = names.of('azureManagedIdentity', 'forwarder');
  const principalId = `principal-of-${owner}`;
  const idOf = (group: string, type: string, name: string) =>
    `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${type}/${name}`;
  const resource = (group: string, type: string, name: string, properties: object = {}) => ({
    id: idOf(group, type, name),
    type,
    tags,
    createdTime: '2026-11-01T00:00:00.000Z',
    properties: { ...properties },
  });
  content.groups = [...content.groups, ...groups.map(name => ({ name, tags }))];
  content.resources = [
    ...content.resources,
    resource(first, 'Microsoft.Storage/storageAccounts', operatedNames(names).activityLogAccount),
    resource(second, 'Microsoft.OperationalInsights/workspaces', names.of('azureLogAnalyticsWorkspace', 'forwarder')),
    resource(second, 'Microsoft.ManagedIdentity/userAssignedIdentities', identityName, { principalId }),
    // Somebody has put it into a group of their own.
    resource('of-somebody-else', 'Microsoft.Insights/actionGroups', names.of('azureActionGroup', 'extra')),
  ];
  content.diagnosticSettings = [...content.diagnosticSettings, names.of('azureDiagnosticSetting', 'cloudtrail-lake')];
  content.roleAssignments = [
    ...content.roleAssignments,
    {
      id: `/subscriptions/${subscriptionId}/resourceGroups/of-somebody-else/providers/Microsoft.Authorization/roleAssignments/${owner}`,
      principalId,
    },
  ];
  appRoles.add({ id: `role-of-${owner}`, resourceId, principalId, principalDisplayName: identityName });
  return {
    id: principalId,
    alternativeNames: ['isExplicit=True', idOf(second, 'Microsoft.ManagedIdentity/userAssignedIdentities', identityName)],
  };
}
