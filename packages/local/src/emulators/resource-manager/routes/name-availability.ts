import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

const storageAccounts = 'Microsoft.Storage/storageAccounts';
const namespaces = 'Microsoft.EventHub/namespaces';
const sites = 'Microsoft.Web/sites';

export interface TakenName {
  /** `Microsoft.Storage/storageAccounts` */
  readonly type: string;
  readonly name: string;
}

/**
 * Names that are unique in the whole cloud.
 *
 * @param taken by whomever
 * @see https://learn.microsoft.com/rest/api/storagerp/storage-accounts/check-name-availability
 * @see https://learn.microsoft.com/rest/api/eventhub/namespaces/check-name-availability
 * @see https://learn.microsoft.com/rest/api/appservice/check-name-availability/check-name-availability
 */
export function nameAvailabilityRoutes(taken: readonly TakenName[]): readonly AzureRoute[] {
  const route = (path: string, type: string, what: string): AzureRoute => ({
    method: 'POST',
    path: `/subscriptions/{subscriptionId}/providers/${path}`,
    answer: ({ body }) => {
      const asked = body as { readonly name?: unknown; readonly type?: unknown } | undefined;
      if (typeof asked?.name !== 'string') throw new AzureRefusal(400, 'InvalidRequestContent', "The request's content has no name.");
      // Event Hubs asks for the name alone.
      if (type !== namespaces && asked.type !== type) throw new AzureRefusal(400, 'InvalidRequestContent', `The type must be '${type}'.`);
      const isTaken = taken.some(one => one.type === type && one.name === asked.name);
      return {
        body: isTaken
          ? { nameAvailable: false, reason: 'AlreadyExists', message: `The ${what} named ${asked.name} is already taken.` }
          : { nameAvailable: true },
      };
    },
  });
  return [
    route('Microsoft.Storage/checkNameAvailability', storageAccounts, 'storage account'),
    route('Microsoft.EventHub/checkNameAvailability', namespaces, 'namespace'),
    route('Microsoft.Web/checknameavailability', sites, 'site'),
  ];
}
