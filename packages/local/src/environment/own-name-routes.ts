import { globalNamesOf } from '@audit-bridge/operations/preflight/checks/azure-names';
import type { AzureRoute } from '../emulators/azure-rest/rest-route';
import { nameAvailabilityRoutes } from '../emulators/resource-manager/routes/name-availability';
import { resourceGroupRoutes } from '../emulators/resource-manager/routes/resource-groups';
import { resourceRoutes } from '../emulators/resource-manager/routes/resources';
import { SubscriptionContent } from '../emulators/resource-manager/subscription-content';
import { pipelineNames } from '../pipelines/pipeline-name';
import { localNames, localTags } from './local-environment';
import type { LocalState } from './local-state';

/** The names that the environment has in the whole cloud are taken, by itself, and its resource groups are there: as after a deploy. */
export function ownNameRoutes({ environment }: Pick<LocalState, 'environment'>): readonly AzureRoute[] {
  const { subscriptionId } = environment.azure;
  const taken = globalNamesOf(environment);
  const resourceGroup = localNames.of('azureResourceGroup');
  const content = new SubscriptionContent(subscriptionId);
  content.groups = pipelineNames.map(name => ({ name: localNames.of('azureResourceGroup', name), tags: localTags }));
  return [
    ...nameAvailabilityRoutes(taken),
    ...resourceGroupRoutes(content),
    ...resourceRoutes(taken.map(({ name, type }) => ({ subscriptionId, resourceGroup, type, name, tags: localTags }))),
  ];
}
