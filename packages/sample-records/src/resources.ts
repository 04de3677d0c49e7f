import type { SeededRandom } from './seeded-random';

/** A resource that calls are about. */
export interface Resource {
  /** In the resource's own casing. */
  readonly path: string;
  readonly subscriptionId: string;
  /** Undefined above a resource group. */
  readonly groupName: string | undefined;
  /** `Microsoft.Storage` */
  readonly provider: string;
  /** `Microsoft.Storage/storageAccounts` */
  readonly type: string;
  readonly name: string;
  readonly location: string;
}

/** How a call goes: `asynchronous` ones are accepted first and end later. */
export interface Operation {
  /** `Microsoft.Storage/storageAccounts/write` */
  readonly name: string;
  readonly asynchronous: boolean;
}

interface ResourceKind {
  /** Provider and type, as in an operation's name. */
  readonly type: string;
  readonly scope: 'group' | 'subscription' | 'tenant';
  readonly namePrefix: string;
  /** Ends of operation names, the most frequent first. */
  readonly operations: readonly string[];
}

const kinds: readonly ResourceKind[] = [
  kind('Microsoft.Storage/storageAccounts', 'st', ['listKeys/action', 'write', 'listAccountSas/action', 'regenerateKey/action', 'delete']),
  kind('Microsoft.Resources/deployments', 'deploy-', ['write', 'validate/action', 'delete']),
  kind('Microsoft.Compute/virtualMachines', 'vm-', [
    'start/action',
    'deallocate/action',
    'write',
    'restart/action',
    'runCommand/action',
    'delete',
  ]),
  kind('Microsoft.Web/sites', 'app-', ['config/list/action', 'write', 'restart/action', 'publishxml/action']),
  kind('Microsoft.Network/networkSecurityGroups', 'nsg-', ['securityRules/write', 'write', 'join/action', 'delete']),
  kind('Microsoft.KeyVault/vaults', 'kv-', ['accessPolicies/write', 'write', 'read', 'delete']),
  kind('microsoft.support/supporttickets', '12', ['write'], 'subscription'),
  kind('Microsoft.Authorization/roleAssignments', '', ['write', 'delete']),
  kind('Microsoft.ContainerService/managedClusters', 'aks-', ['listClusterUserCredential/action', 'write']),
  kind('Microsoft.Sql/servers', 'sql-', ['databases/write', 'firewallRules/write', 'write', 'delete']),
  kind('Microsoft.Insights/diagnosticSettings', 'export-', ['write', 'delete'], 'subscription'),
  kind('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-', ['federatedIdentityCredentials/write', 'assign/action']),
  kind('Microsoft.CognitiveServices/accounts', 'ai-', ['listKeys/action', 'write']),
  kind('Microsoft.Resources/subscriptions/resourcegroups', 'rg-', ['write', 'delete'], 'subscription'),
  kind('Microsoft.Management/managementGroups', 'mg-', ['write', 'subscriptions/write'], 'tenant'),
  kind('Microsoft.Authorization', '', ['elevateAccess/action'], 'tenant'),
];

function kind(type: string, namePrefix: string, operations: readonly string[], scope: ResourceKind['scope'] = 'group'): ResourceKind {
  return { type, namePrefix, operations, scope };
}

const groupNames = [
  'rg-payments-prod',
  'rg-payments-test',
  'RG-Shared_Network',
  'rg-data',
  'rg-web',
  'MC_rg-web_aks-web_westeurope',
  'rg-sandbox-42',
];
const words = ['amber', 'birch', 'cobalt', 'dune', 'ember', 'fjord', 'grove', 'heron', 'iris', 'juniper', 'kelp', 'lichen'];
const locations = ['westeurope', 'northeurope', 'swedencentral', 'eastus2'];

/** A resource and what is done to it: a few kinds and groups are called again and again, the others now and then. */
export function pickResource(subscriptionId: string, random: SeededRandom): { readonly resource: Resource; readonly operation: Operation } {
  const { type, scope, namePrefix, operations } = random.pickRanked(kinds);
  const end = random.pickRanked(operations);
  const [provider = ''] = type.split('/');
  const name = namePrefix === '' ? random.guid() : `${namePrefix}${random.pick(words)}${random.between(1, 20)}`;
  const groupName = scope === 'group' ? random.pickRanked(groupNames) : undefined;
  const operation = {
    name: `${type}/${end}`,
    asynchronous: end.endsWith('write') || end.endsWith('delete') || type.startsWith('Microsoft.Compute'),
  };
  const resource = { subscriptionId, groupName, provider, type, name, location: random.pick(locations) };
  return { operation, resource: { ...resource, path: pathOf(scope, resource) } };
}

function pathOf(scope: ResourceKind['scope'], { subscriptionId, groupName, type, name }: Omit<Resource, 'path'>): string {
  if (scope === 'tenant') return type.includes('/') ? `/providers/${type}/${name}` : `/providers/${type}`;
  if (type === 'Microsoft.Resources/subscriptions/resourcegroups') return `/subscriptions/${subscriptionId}/resourcegroups/${name}`;
  const group = groupName === undefined ? '' : `/resourceGroups/${groupName}`;
  return `/subscriptions/${subscriptionId}${group}/providers/${type}/${name}`;
}

/** A virtual machine, site or account: what health events, alerts and recommendations are about. */
export function pickWatchedResource(subscriptionId: string, random: SeededRandom): Resource {
  for (;;) {
    const { resource } = pickResource(subscriptionId, random);
    if (resource.groupName !== undefined) return resource;
  }
}
