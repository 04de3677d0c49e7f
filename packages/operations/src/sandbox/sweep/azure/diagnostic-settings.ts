import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { Names } from '@audit-bridge/naming';
import type { SandboxThing, SweepReport } from '../sweep-report';
import { type AzureSweep, sameText } from './azure-sweep';

const version = 'api-version=2021-05-01-preview';
/** Those that export a subscription's activity log. */
const words = ['cloudtrail-lake', 'security-lake'];

/** Settings of a sandbox that was made with a real source once: a subscription has room for five. */
export async function sweepDiagnosticSettings({ azure, environment, run }: AzureSweep): Promise<SweepReport> {
  const api = azure.resourceManager();
  const { subscriptionId, subscriptionIds } = environment.azure;
  const names = words.map(word => Names.ofEnvironment(environment).of('azureDiagnosticSetting', word));
  const removed: SandboxThing[] = [];
  for (const id of new Set([subscriptionId, ...subscriptionIds])) {
    const path = `/subscriptions/${id}/providers/Microsoft.Insights/diagnosticSettings`;
    run.progress(`Azure: diagnostic settings of ${id}`);
    for (const { name } of await listUnlessForbidden(
      api.get<{ value?: readonly SandboxThing[] }>(`${path}?${version}`),
      id !== subscriptionId,
    )) {
      if (!names.some(known => sameText(known, name))) continue;
      await api.send('DELETE', `${path}/${name}?${version}`);
      removed.push({ kind: 'diagnostic setting', name: `${name} of ${id}` });
    }
  }
  return { removed, remaining: [] };
}

/** Who may not look into another subscription has made nothing there. */
async function listUnlessForbidden<Item>(
  question: Promise<{ readonly value?: readonly Item[] }>,
  mayBeForbidden: boolean,
): Promise<readonly Item[]> {
  try {
    return (await question).value ?? [];
  } catch (error) {
    if (mayBeForbidden && error instanceof RestApiError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}
