import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';
import { knownSubscription, type Subscription } from './subscriptions';

export interface ProvidersProps {
  readonly subscriptions: readonly Subscription[];
  /** Namespaces that every subscription has registered; others of `available` it has not. */
  readonly registered: readonly string[];
  /** Namespaces that can be registered. */
  readonly available: readonly string[];
}

/** @see https://learn.microsoft.com/rest/api/resources/providers */
export function providerRoutes({ available, registered, subscriptions }: ProvidersProps): readonly AzureRoute[] {
  const states = new Map<string, Set<string>>(subscriptions.map(({ id }) => [id, new Set(registered)]));
  const describe = (subscriptionId: string, namespace: string) => ({
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: states.get(subscriptionId)?.has(namespace) ? 'Registered' : 'NotRegistered',
    resourceTypes: [],
  });
  const find = (parameters: Readonly<Record<string, string>>) => {
    const { id } = knownSubscription(subscriptions, parameters.subscriptionId);
    const namespace = available.find(name => name.toLowerCase() === parameters.namespace?.toLowerCase());
    if (namespace === undefined)
      throw new AzureRefusal(404, 'InvalidResourceNamespace', `The resource namespace '${parameters.namespace}' is invalid.`);
    return { id, namespace };
  };
  return [
    {
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers',
      answer: request => {
        const { id } = knownSubscription(subscriptions, request.parameters.subscriptionId);
        return page(
          available.map(namespace => describe(id, namespace)),
          request,
        );
      },
    },
    {
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/{namespace}',
      answer: ({ parameters }) => {
        const { id, namespace } = find(parameters);
        return { body: describe(id, namespace) };
      },
    },
    {
      method: 'POST',
      path: '/subscriptions/{subscriptionId}/providers/{namespace}/register',
      answer: ({ parameters }) => {
        const { id, namespace } = find(parameters);
        states.get(id)?.add(namespace);
        return { body: describe(id, namespace) };
      },
    },
  ];
}
