/** A subscription as Azure Resource Manager lists it: https://learn.microsoft.com/rest/api/resources/subscriptions/list */
export interface ListedSubscription {
  readonly subscriptionId: string;
  readonly displayName: string;
  readonly state: string;
  /** Absent where the answer leaves it out: then it is of the tenant that was asked. */
  readonly tenantId?: string;
}

export interface SubscriptionSettings {
  readonly tenantId: string;
  /** Those that are collected from, lower-case. */
  readonly subscriptionIds: readonly string[];
}

export interface SubscriptionCoverage {
  /** How many of the tenant's are there and can have activity. */
  readonly seen: number;
  readonly uncovered: readonly { readonly id: string; readonly name: string }[];
  /** Collected from, and not in the list: gone, or out of sight of who asks. */
  readonly unseen: readonly string[];
}

/** Nobody can do anything in them: https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states */
const closedStates = ['Disabled', 'Deleted'];

/** Which of the tenant's subscriptions have activity that nobody collects; also one in a state that nobody has heard of. */
export function subscriptionCoverage(listed: readonly ListedSubscription[], settings: SubscriptionSettings): SubscriptionCoverage {
  const collected = new Set(settings.subscriptionIds);
  const ofTenant = listed
    // One that another tenant shares with this one is collected there.
    .filter(({ tenantId = settings.tenantId }) => tenantId.toLowerCase() === settings.tenantId)
    .map(({ displayName: name, state, subscriptionId }) => ({ id: subscriptionId.toLowerCase(), name, state }));
  const open = ofTenant.filter(({ state }) => !closedStates.includes(state));
  const listedIds = new Set(ofTenant.map(({ id }) => id));
  return {
    seen: open.length,
    uncovered: open.filter(({ id }) => !collected.has(id)).map(({ id, name }) => ({ id, name })),
    unseen: settings.subscriptionIds.filter(id => !listedIds.has(id)),
  };
}
