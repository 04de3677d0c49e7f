import { type AzureLists, listSubscriptions, managementGroupPath } from './azure-lists';
import { SubscriptionsNotSeenError } from './errors';
import { type SubscriptionCoverage, type SubscriptionSettings, subscriptionCoverage } from './subscriptions';

export interface CheckSettings extends SubscriptionSettings {
  /** Below it are the subscriptions that count; the tenant root group has the tenant's id. */
  readonly managementGroupId: string;
}

/**
 * Looks which subscriptions below the management group nobody collects from.
 *
 * @throws {SubscriptionsNotSeenError} where the answer would be about less than the group holds
 */
export async function checkSubscriptions(azure: AzureLists, settings: CheckSettings): Promise<SubscriptionCoverage> {
  // The list of subscriptions refuses nobody: who lost the right at the group gets a short list, which looks like one where all is covered.
  await provesRight(azure, settings.managementGroupId);
  const coverage = subscriptionCoverage(await listSubscriptions(azure), settings);
  if (coverage.seen === 0) throw SubscriptionsNotSeenError.ofEmptyList(settings.managementGroupId);
  return coverage;
}

/** The group itself is read with the same assignment as the subscriptions below it. */
async function provesRight(azure: AzureLists, managementGroupId: string): Promise<void> {
  try {
    await azure.get(managementGroupPath(managementGroupId));
  } catch (error) {
    throw SubscriptionsNotSeenError.ofRefusal(managementGroupId, error);
  }
}
