import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

export interface Subscription {
  readonly id: string;
  readonly displayName: string;
  /** @default 'Enabled' */
  readonly state?: string;
  /** @default the one that is asked */
  readonly tenantId?: string;
}

export interface SubscriptionsProps {
  readonly tenantId: string;
  /** Those that the caller may see. */
  readonly subscriptions: readonly Subscription[];
}

/** @see https://learn.microsoft.com/rest/api/resources/subscriptions */
export function subscriptionRoutes({ subscriptions, tenantId }: SubscriptionsProps): readonly AzureRoute[] {
  const describe = ({ displayName, id, state = 'Enabled', tenantId: ownTenantId = tenantId }: Subscription) => ({
    id: `/subscriptions/${id}`,
    subscriptionId: id,
    tenantId: ownTenantId,
    displayName,
    state,
    authorizationSource: 'RoleBased',
  });
  return [
    { method: 'GET', path: '/subscriptions', answer: request => page(subscriptions.map(describe), request) },
    {
      method: 'GET',
      path: '/subscriptions/{subscriptionId}',
      answer: ({ parameters }) => ({ body: describe(knownSubscription(subscriptions, parameters.subscriptionId)) }),
    },
  ];
}

/** @throws {AzureRefusal} for one that the caller does not see */
export function knownSubscription(subscriptions: readonly Subscription[], id = ''): Subscription {
  const found = subscriptions.find(subscription => subscription.id === id.toLowerCase());
  if (found !== undefined) return found;
  throw new AzureRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}
