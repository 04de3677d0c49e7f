import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';

export interface Location {
  /** `westeurope` */
  readonly name: string;
  /** `West Europe` */
  readonly displayName: string;
  /** `Europe` */
  readonly geographyGroup: string;
  /** How many zones it has. */
  readonly zones: number;
  /** Whether functions have the plan Flex Consumption there. */
  readonly hasFlexConsumption: boolean;
}

/**
 * @see https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations
 * @see https://learn.microsoft.com/rest/api/appservice/list-geo-regions
 */
export const locationRoutes = (locations: readonly Location[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/locations',
    answer: ({ parameters: { subscriptionId = '' } }) => ({
      body: {
        value: locations.map(({ displayName, geographyGroup, name, zones }) => ({
          id: `/subscriptions/${subscriptionId}/locations/${name}`,
          name,
          type: 'Region',
          displayName,
          regionalDisplayName: `(${geographyGroup}) ${displayName}`,
          metadata: { regionType: 'Physical', geographyGroup },
          availabilityZoneMappings: Array.from({ length: zones }, (_, index) => ({ logicalZone: String(index + 1) })),
        })),
      },
    }),
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Web/geoRegions',
    answer: request => {
      const found = request.query.get('sku') === 'FlexConsumption' ? locations.filter(location => location.hasFlexConsumption) : locations;
      return page(
        found.map(({ displayName }) => ({
          name: displayName,
          type: 'Microsoft.Web/geoRegions',
          properties: { name: displayName, displayName },
        })),
        request,
      );
    },
  },
];
