import type { Environment } from '@audit-bridge/config';
import { Names } from '@audit-bridge/naming';
import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

/** https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#destinations */
const maxSettings = 5;

const ownSettings = (environment: Environment): readonly string[] => {
  const names = Names.ofEnvironment(environment);
  const { cloudtrailLake, securityLake } = environment.pipelines;
  return [
    ...(cloudtrailLake?.source === 'diagnostic-setting' ? [names.of('azureDiagnosticSetting', 'cloudtrail-lake')] : []),
    ...(securityLake?.source === 'diagnostic-setting' ? [names.of('azureDiagnosticSetting', 'security-lake')] : []),
  ];
};

/** A subscription has room for five: https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/list */
export const diagnosticSettings: PreflightCheck = {
  id: 'diagnostic-settings',
  title: 'Room for diagnostic settings',
  cloud: 'azure',
  reads: ['Microsoft.Insights/diagnosticSettings/read'],
  applies: environment => ownSettings(environment).length > 0,
  run: context => Promise.all(context.environment.azure.subscriptionIds.map(id => ask(context, id))),
};

async function ask({ clouds, environment }: PreflightContext, subscriptionId: string): Promise<Finding> {
  const names: string[] = [];
  for await (const { name } of clouds.azure
    .resourceManager()
    .list<{ readonly name: string }>(
      `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`,
    ))
    names.push(name);
  const own = ownSettings(environment);
  const wanted = own.filter(name => !names.includes(name)).length;
  if (names.length + wanted <= maxSettings)
    return ok(`${subscriptionId} has ${names.length} of ${maxSettings}; the environment adds ${wanted}.`);
  const others = names.filter(name => !own.includes(name));
  return missing(
    `${subscriptionId} has ${names.length} of ${maxSettings} (${names.join(', ')}), and the environment adds ${wanted}.`,
    'Delete one that nobody needs, or deploy fewer pipelines.',
    ...others.map(name => `az monitor diagnostic-settings subscription delete --subscription ${subscriptionId} --name '${name}'`),
  );
}
