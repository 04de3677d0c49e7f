import { tokenAudience } from '@audit-bridge/naming';
import type { SandboxThing, SweepReport } from '../sweep-report';
import { type AzureSweep, namesIn, sameText } from './azure-sweep';
import { unlessGone } from './resource-groups';

interface AppRoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly principalDisplayName?: string;
}

/**
 * The sandbox's part of the shared Entra application: who may have its tokens.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto
 */
export async function sweepAppRoleAssignments(sweep: AzureSweep): Promise<SweepReport> {
  const { azure, environment, principals, run } = sweep;
  const removed: SandboxThing[] = [];
  if (environment.pipelines.securityLake === undefined) return { removed, remaining: [] };
  const graph = azure.graph();
  const audience = tokenAudience(environment.azure.tenantId);
  const filter = encodeURIComponent(`servicePrincipalNames/any(name:name eq '${audience}')`);
  run.progress('Entra: who may have tokens of the shared application');
  for await (const { id: resourceId } of graph.list<{ id: string }>(`/v1.0/servicePrincipals?$filter=${filter}&$select=id`)) {
    const assignedTo = `/v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo`;
    for await (const { id, principalDisplayName = '', principalId } of graph.list<AppRoleAssignment>(assignedTo)) {
      if (!principals.ids.has(principalId) && !(principals.names.has(principalDisplayName) && (await isOfSandbox(sweep, principalId))))
        continue;
      await unlessGone(graph.send('DELETE', `${assignedTo}/${id}`));
      removed.push({ kind: 'app role assignment', name: `of ${principalDisplayName || principalId}` });
    }
  }
  return { removed, remaining: [] };
}

/** A tenant has the same name once in each subscription: the identity's own path says which of them it is. */
async function isOfSandbox(sweep: AzureSweep, principalId: string): Promise<boolean> {
  const { azure, environment } = sweep;
  const path = `/v1.0/servicePrincipals/${principalId}?$select=alternativeNames`;
  const found = await unlessGone(azure.graph().get(path));
  const { alternativeNames = [] } = (found?.answer ?? {}) as { readonly alternativeNames?: readonly string[] };
  const groups = namesIn(sweep, 'azurerm_resource_group').map(
    name => `/subscriptions/${environment.azure.subscriptionId}/resourcegroups/${name}/`,
  );
  return alternativeNames.some(name => groups.some(group => sameText(name.slice(0, group.length), group)));
}
