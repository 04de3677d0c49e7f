import { missing, ok, warning } from '../finding';
import type { PreflightCheck } from '../preflight-check';

interface Location {
  readonly name: string;
  readonly metadata?: { readonly geographyGroup?: string };
  readonly availabilityZoneMappings?: readonly unknown[];
}

interface GeoRegion {
  readonly properties?: { readonly displayName?: string };
  readonly name?: string;
}

/** Which of Azure's groups of geographies an AWS Region lies in, by how its name begins. */
const geographyGroups: readonly (readonly [RegExp, string])[] = [
  [/^eu-/, 'Europe'],
  [/^us-/, 'US'],
  [/^ca-/, 'Canada'],
  [/^(ap|cn)-/, 'Asia Pacific'],
  [/^sa-/, 'South America'],
  [/^mx-/, 'Mexico'],
  [/^(me|il)-/, 'Middle East'],
  [/^af-/, 'Africa'],
];

/** https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations */
export const azureLocation: PreflightCheck = {
  id: 'azure-location',
  title: 'Azure location',
  cloud: 'azure',
  reads: ['Microsoft.Resources/subscriptions/locations/read', 'Microsoft.Web/geoRegions/read'],
  applies: () => true,
  async run({ clouds, environment }) {
    const { aws, azure, pipelines } = environment;
    const { blobReplication, location, subscriptionId } = azure;
    const list = `az account list-locations --query "[].name" --output tsv`;
    const api = clouds.azure.resourceManager();
    const { value: locations } = await api.get<{ readonly value: readonly Location[] }>(
      `/subscriptions/${subscriptionId}/locations?api-version=2022-12-01`,
    );
    const found = locations.find(({ name }) => name === location);
    if (found === undefined) return [missing(`The subscription has no location '${location}'.`, 'Correct azure.location.', list)];
    const findings = [ok(`${location} is a location of the subscription.`)];
    const group = found.metadata?.geographyGroup;
    const [, awsGroup] = geographyGroups.find(([pattern]) => pattern.test(aws.region)) ?? [];
    if (group !== undefined && awsGroup !== undefined && group !== awsGroup)
      findings.push(
        warning(
          `${location} lies in ${group}, and ${aws.region} in ${awsGroup}: the events leave one for the other.`,
          'Choose places of one geography where the data has to stay in it.',
          list,
        ),
      );
    if (blobReplication.endsWith('ZRS') && found.availabilityZoneMappings?.length === 0)
      findings.push(missing(`${location} has no zones, and azure.blobReplication is ${blobReplication}.`, "Write 'LRS' or 'GRS'."));
    if (pipelines.securityLake === undefined) return findings;
    for await (const region of api.list<GeoRegion>(
      `/subscriptions/${subscriptionId}/providers/Microsoft.Web/geoRegions?sku=FlexConsumption&api-version=2024-04-01`,
    )) {
      const names = [region.name, region.properties?.displayName].map(name => name?.toLowerCase().replaceAll(' ', ''));
      if (names.includes(location)) return [...findings, ok(`${location} has the plan of the function app (Flex Consumption).`)];
    }
    return [
      ...findings,
      missing(
        `${location} does not have the plan of the function app (Flex Consumption).`,
        'Choose another location.',
        'az functionapp list-flexconsumption-locations --output table',
      ),
    ];
  },
};
