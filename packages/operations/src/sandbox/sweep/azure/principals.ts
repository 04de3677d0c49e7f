import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { type AzureSweep, namesIn } from './azure-sweep';

/** Identities of a sandbox: what they may do elsewhere, and what Entra knows of them, is told by their object ids. */
export interface SandboxPrincipals {
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

interface ManagedIdentity {
  readonly name: string;
  readonly properties?: { readonly principalId?: string };
}

/** The identities that are in the sandbox's resource groups now. Their ids cannot be found out when they are gone, so this is asked first. */
export async function findPrincipals(sweep: Omit<AzureSweep, 'principals'>): Promise<SandboxPrincipals> {
  const { subscriptionId } = sweep.environment.azure;
  const names = new Set(namesIn(sweep, 'azurerm_user_assigned_identity'));
  const ids = new Set<string>();
  for (const group of namesIn(sweep, 'azurerm_resource_group')) {
    const path = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2023-01-31`;
    try {
      for await (const { name, properties } of sweep.azure.resourceManager().list<ManagedIdentity>(path))
        if (properties?.principalId !== undefined && names.has(name)) ids.add(properties.principalId);
    } catch (error) {
      if (!(error instanceof RestApiError) || error.status !== 404) throw error;
    }
  }
  return { ids, names };
}
