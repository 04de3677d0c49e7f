import type { Environment } from './environment';

/** Who of an environment looks for subscriptions that nobody collects from. */
export type SubscriptionWatcher = 'securityLake' | 'cloudtrailLake';

/**
 * One of them, so that one identity has the right over the management group and one alarm tells of one thing: the forwarder, which is an identity of Azure
 * already, else a function on AWS that signs in with its role's token. Nobody without the setting, or where no pipeline can.
 */
export function subscriptionWatcher({ azure, pipelines }: Pick<Environment, 'azure' | 'pipelines'>): SubscriptionWatcher | undefined {
  return azure.managementGroupId === undefined ? undefined : possibleWatcher(pipelines);
}

/** Who would, were the setting there. */
export function possibleWatcher({ cloudtrailLake, securityLake }: Environment['pipelines']): SubscriptionWatcher | undefined {
  if (securityLake !== undefined) return 'securityLake';
  // A connection string opens one storage account, and nothing of Azure Resource Manager.
  return cloudtrailLake?.authentication.kind === 'web-identity' ? 'cloudtrailLake' : undefined;
}
