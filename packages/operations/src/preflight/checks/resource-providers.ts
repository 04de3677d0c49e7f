import type { Environment } from '@audit-bridge/config';
import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';

interface Registration {
  readonly subscriptionId: string;
  readonly namespace: string;
}

/** What an environment's resources belong to. */
export function registrationsOf({ azure, pipelines: { accessKeys, cloudtrailLake, securityLake } }: Environment): readonly Registration[] {
  const namespaces = new Set([
    'Microsoft.Insights',
    ...(cloudtrailLake === undefined ? [] : ['Microsoft.Storage', 'Microsoft.ManagedIdentity']),
    ...(securityLake === undefined
      ? []
      : ['Microsoft.EventHub', 'Microsoft.ManagedIdentity', 'Microsoft.OperationalInsights', 'Microsoft.Storage', 'Microsoft.Web']),
    ...(accessKeys === undefined ? [] : ['Microsoft.ManagedIdentity', 'Microsoft.OperationalInsights']),
  ]);
  const isExported = [cloudtrailLake, securityLake].some(pipeline => pipeline?.source === 'diagnostic-setting');
  const collected = isExported ? azure.subscriptionIds.filter(id => id !== azure.subscriptionId) : [];
  return [
    ...[...namespaces].sort().map(namespace => ({ subscriptionId: azure.subscriptionId, namespace })),
    // A diagnostic setting is a resource of this one.
    ...collected.map(subscriptionId => ({ subscriptionId, namespace: 'Microsoft.Insights' })),
  ];
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types */
export const resourceProviders: PreflightCheck = {
  id: 'resource-providers',
  title: 'Resource providers',
  cloud: 'azure',
  reads: ['*/read on the subscription (the role Reader)'],
  applies: () => true,
  async run({ clouds, environment }) {
    const api = clouds.azure.resourceManager();
    const findings = await Promise.all(
      registrationsOf(environment).map(async ({ namespace, subscriptionId }): Promise<Finding> => {
        const { registrationState } = await api.get<{ readonly registrationState?: string }>(
          `/subscriptions/${subscriptionId}/providers/${namespace}?api-version=2021-04-01`,
        );
        if (registrationState === 'Registered') return ok(namespace);
        return missing(
          `${namespace} is ${registrationState ?? 'not registered'} in ${subscriptionId}.`,
          'Register it; that takes minutes, and changes nothing else.',
          `az provider register --namespace ${namespace} --subscription ${subscriptionId} --wait`,
        );
      }),
    );
    const wrong = findings.filter(({ outcome }) => outcome !== 'ok');
    return wrong.length > 0 ? wrong : [ok(`All are registered: ${[...new Set(findings.map(({ found }) => found))].join(', ')}.`)];
  },
};
