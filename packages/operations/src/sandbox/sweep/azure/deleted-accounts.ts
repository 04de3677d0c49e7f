import type { RemainingThing, SweepReport } from '../sweep-report';
import { type AzureSweep, literalNames, sameText } from './azure-sweep';

interface DeletedAccount {
  readonly properties?: { readonly storageAccountResourceId?: string; readonly deletionTime?: string };
}

/** https://learn.microsoft.com/azure/storage/common/storage-account-recover */
const recoverableMilliseconds = 14 * 86_400_000;

/** Azure can bring a deleted account back, with its containers and blobs; nobody can shorten that, and it costs nothing. */
export async function findDeletedAccounts({ azure, environment, stacks }: AzureSweep): Promise<SweepReport> {
  const names = literalNames(stacks, 'azurerm_storage_account');
  const path = `/subscriptions/${environment.azure.subscriptionId}/providers/Microsoft.Storage/deletedAccounts?api-version=2023-05-01`;
  const latest = new Map<string, number>();
  for await (const { properties } of azure.resourceManager().list<DeletedAccount>(path)) {
    const id = properties?.storageAccountResourceId ?? '';
    const name = names.find(known => sameText(known, id.slice(id.lastIndexOf('/') + 1)));
    if (name === undefined) continue;
    const deletedAt = properties?.deletionTime === undefined ? Date.now() : Date.parse(properties.deletionTime);
    latest.set(name, Math.max(deletedAt, latest.get(name) ?? 0));
  }
  const remaining = [...latest].map(
    ([name, deletedAt]): RemainingThing => ({
      kind: 'deleted storage account',
      name,
      until: new Date(deletedAt + recoverableMilliseconds),
    }),
  );
  return { removed: [], remaining: remaining.filter(({ until }) => until !== undefined && until.getTime() > Date.now()) };
}
