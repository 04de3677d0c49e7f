import type { RemainingThing, SandboxThing, SweepReport } from '../sweep-report';
import { type AzureSweep, namesIn } from './azure-sweep';

interface Workspace {
  readonly name: string;
  readonly properties?: { readonly modifiedDate?: string };
}

const kind = 'Log Analytics workspace';
const version = 'api-version=2023-09-01';
/** https://learn.microsoft.com/azure/azure-monitor/logs/delete-workspace */
const recoverableMilliseconds = 14 * 86_400_000;

/** A workspace that goes with its group can be brought back, and holds its name, for two weeks: it is deleted for good before. */
export async function purgeWorkspaces({ azure, environment, run }: AzureSweep, group: string): Promise<readonly SandboxThing[]> {
  const api = azure.resourceManager();
  const path = `/subscriptions/${environment.azure.subscriptionId}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces`;
  const purged: SandboxThing[] = [];
  for await (const { name } of api.list<Workspace>(`${path}?${version}`)) {
    run.progress(`Azure: ${kind} ${name}`);
    await api.send('DELETE', `${path}/${name}?force=true&${version}`);
    purged.push({ kind, name });
  }
  return purged;
}

/** Those that somebody deleted otherwise. Only their time deletes them; a sandbox that is made meanwhile gets its workspace back, with what is in it. */
export async function findDeletedWorkspaces(sweep: AzureSweep): Promise<SweepReport> {
  const names = new Set(namesIn(sweep, 'azurerm_log_analytics_workspace').map(name => name.toLowerCase()));
  const path = `/subscriptions/${sweep.environment.azure.subscriptionId}/providers/Microsoft.OperationalInsights/deletedWorkspaces?${version}`;
  const remaining: RemainingThing[] = [];
  for await (const { name, properties } of sweep.azure.resourceManager().list<Workspace>(path)) {
    if (!names.has(name.toLowerCase())) continue;
    const deletedAt = properties?.modifiedDate === undefined ? Date.now() : Date.parse(properties.modifiedDate);
    remaining.push({ kind: `deleted ${kind}`, name, until: new Date(deletedAt + recoverableMilliseconds) });
  }
  return { removed: [], remaining };
}
