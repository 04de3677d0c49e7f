import type { Environment } from '@audit-bridge/config';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck } from '../preflight-check';
import { globalNamesOf } from './azure-names';

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas#common-limits-for-all-tiers */
const maxNamespaces = 1000;
/** Above it, support is asked: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const maxStandardThroughputUnits = 40;

const accountsOf = (environment: Environment) =>
  globalNamesOf(environment).filter(({ type }) => type === 'Microsoft.Storage/storageAccounts').length;

/** https://learn.microsoft.com/rest/api/storagerp/usages/list-by-location */
export const azureQuotas: PreflightCheck = {
  id: 'azure-quotas',
  title: 'Quotas of storage accounts and Event Hubs',
  cloud: 'azure',
  reads: ['Microsoft.Storage/locations/usages/read', 'Microsoft.EventHub/namespaces/read'],
  applies: environment => accountsOf(environment) > 0,
  async run({ clouds, environment }) {
    const { location, subscriptionId } = environment.azure;
    const api = clouds.azure.resourceManager();
    const findings: Finding[] = [];
    const { value: usages } = await api.get<{
      readonly value: readonly { readonly name: { readonly value: string }; readonly currentValue: number; readonly limit: number }[];
    }>(`/subscriptions/${subscriptionId}/providers/Microsoft.Storage/locations/${location}/usages?api-version=2023-05-01`);
    const accounts = usages.find(({ name }) => name.value === 'StorageAccounts');
    if (accounts !== undefined) {
      const { currentValue, limit } = accounts;
      const wanted = accountsOf(environment);
      const state = `${location} has ${currentValue} of ${limit} storage accounts; the environment has ${wanted}`;
      findings.push(
        currentValue + wanted <= limit
          ? ok(`${state}.`)
          : warning(
              `${state}, and there is no room for all of them if none is there yet.`,
              'Raise the quota, or delete what nobody needs.',
              `az storage account list --subscription ${subscriptionId} --query "[?location=='${location}'].name" --output tsv`,
            ),
      );
    }
    if (environment.pipelines.securityLake?.eventHub.kind === 'created') {
      let namespaces = 0;
      for await (const _ of api.list(`/subscriptions/${subscriptionId}/providers/Microsoft.EventHub/namespaces?api-version=2024-01-01`))
        namespaces++;
      const { maxThroughputUnits } = environment.pipelines.securityLake.eventHub;
      const state = `The subscription has ${namespaces} of ${maxNamespaces} Event Hubs namespaces; this one goes up to ${maxThroughputUnits} of ${maxStandardThroughputUnits} units.`;
      findings.push(
        namespaces < maxNamespaces
          ? ok(state)
          : missing(
              state,
              'Delete a namespace that nobody needs.',
              `az eventhubs namespace list --subscription ${subscriptionId} --output table`,
            ),
      );
    }
    return findings;
  },
};
