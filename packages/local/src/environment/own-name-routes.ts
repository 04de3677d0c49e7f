import { project } from '@audit-bridge/naming';
import { globalNamesOf } from '@audit-bridge/operations/preflight/checks/azure-names';
import type { AzureRoute } from '../emulators/azure-rest/rest-route';
import { nameAvailabilityRoutes } from '../emulators/resource-manager/routes/name-availability';
import { resourceRoutes } from '../emulators/resource-manager/routes/resources';
import { localNames } from './local-environment';
import type { LocalState } from './local-state';

/** The names that the environment has in the whole cloud are taken, by itself: as after a deploy. */
export function ownNameRoutes({ environment }: Pick<LocalState, 'environment'>): readonly AzureRoute[] {
  const { azure, name: Environment, owner } = environment;
  const taken = globalNamesOf(environment);
  const tags = { Project: project, Environment, ...(owner === undefined ? {} : { Owner: owner }) };
  const resourceGroup = localNames.of('azureResourceGroup');
  return [
    ...nameAvailabilityRoutes(taken),
    ...resourceRoutes(taken.map(({ name, type }) => ({ subscriptionId: azure.subscriptionId, resourceGroup, type, name, tags }))),
  ];
}
