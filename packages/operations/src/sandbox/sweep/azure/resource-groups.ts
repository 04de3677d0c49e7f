import { setTimeout } from 'node:timers/promises';
import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import type { Tags } from '../../sandbox-identity';
import type { RemainingThing, SandboxThing, SweepReport } from '../sweep-report';
import { type AzureSweep, namesIn } from './azure-sweep';
import { purgeWorkspaces } from './workspaces';

interface ResourceGroup {
  readonly name: string;
  readonly tags?: Tags;
}

const version = 'api-version=2021-04-01';

/**
 * The sandbox's resource groups, with all that is in them: accounts and their blobs, hubs, identities with their federated credentials, apps, alerts.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/delete-resource-group
 */
export async function sweepResourceGroups(sweep: AzureSweep): Promise<SweepReport> {
  const { environment, identity, run } = sweep;
  const kind = 'resource group';
  const planned = new Set(namesIn(sweep, 'azurerm_resource_group').map(name => name.toLowerCase()));
  const removed: SandboxThing[] = [];
  const remaining: RemainingThing[] = [];
  const going: string[] = [];
  const path = `/subscriptions/${environment.azure.subscriptionId}/resourcegroups`;
  for await (const { name, tags = {} } of sweep.azure.resourceManager().list<ResourceGroup>(`${path}?${version}`)) {
    const isTagged = identity.ownsTags(tags);
    if (!isTagged && !planned.has(name.toLowerCase())) continue;
    run.interruption.signal.throwIfAborted();
    if (identity.contradicts(tags)) {
      remaining.push({ kind, name, reason: 'its tags say that it belongs to something else: it was not touched' });
      continue;
    }
    run.progress(`Azure: ${kind} ${name}`);
    try {
      removed.push(...(await purgeWorkspaces(sweep, name)));
      await unlessGone(sweep.azure.resourceManager().send('DELETE', `${path}/${name}?${version}`));
      going.push(name);
    } catch (error) {
      if (run.interruption.isRequested) throw error;
      remaining.push({ kind, name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  await waitUntilGone(sweep, path, going);
  removed.push(...going.map(name => ({ kind, name })));
  return { removed, remaining };
}

/** Azure takes minutes for each, for all of them at the same time, and goes on by itself when nobody waits. */
async function waitUntilGone({ azure, pollSeconds, run }: AzureSweep, path: string, names: readonly string[]): Promise<void> {
  const api = azure.resourceManager();
  const left = new Set(names);
  for (let looks = 1; ; looks++) {
    for (const name of left) if ((await unlessGone(api.get(`${path}/${name}?${version}`))) === undefined) left.delete(name);
    if (left.size === 0) return;
    run.progress(`Azure: ${[...left].join(', ')} are being deleted (${Math.round(looks * pollSeconds)} s)`);
    await setTimeout(pollSeconds * 1000, undefined, { signal: run.interruption.signal });
  }
}

/** @returns undefined where it is gone; something for every answer, also one without a body */
export async function unlessGone(question: Promise<unknown>): Promise<{ readonly answer: unknown } | undefined> {
  try {
    return { answer: await question };
  } catch (error) {
    if (error instanceof RestApiError && error.status === 404) return undefined;
    throw error;
  }
}
