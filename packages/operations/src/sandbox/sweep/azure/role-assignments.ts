import type { SandboxThing, SweepReport } from '../sweep-report';
import type { AzureSweep } from './azure-sweep';
import { unlessGone } from './resource-groups';

interface RoleAssignment {
  readonly id: string;
  readonly properties: { readonly principalId: string };
}

const version = 'api-version=2022-04-01';

/** What the sandbox's identities may do outside of its resource groups: Azure keeps an assignment when its principal is gone. */
export async function sweepRoleAssignments({ azure, environment, principals, run }: AzureSweep): Promise<SweepReport> {
  const api = azure.resourceManager();
  const removed: SandboxThing[] = [];
  for (const principalId of principals.ids) {
    run.progress(`Azure: role assignments of ${principalId}`);
    const filter = encodeURIComponent(`principalId eq '${principalId}'`);
    const path = `/subscriptions/${environment.azure.subscriptionId}/providers/Microsoft.Authorization/roleAssignments?$filter=${filter}&${version}`;
    for await (const { id, properties } of api.list<RoleAssignment>(path)) {
      if (properties.principalId !== principalId) continue;
      await unlessGone(api.send('DELETE', `${id}?${version}`));
      removed.push({ kind: 'role assignment', name: id });
    }
  }
  return { removed, remaining: [] };
}
