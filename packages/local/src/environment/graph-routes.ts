import { tokenAudience, tokenRole } from '@audit-bridge/naming';
import type { AzureRoute } from '../emulators/azure-rest/rest-route';
import { servicePrincipalRoutes } from '../emulators/graph/routes/service-principals';
import type { LocalState } from './local-state';

/** What Microsoft Graph's stand-in serves: one line a collection. */
export const graphRoutes = ({ environment }: LocalState): readonly AzureRoute[] => [
  // What the stack of what environments share makes.
  ...servicePrincipalRoutes([
    {
      id: '66666666-6666-4666-8666-666666666666',
      appId: '77777777-7777-4777-8777-777777777777',
      displayName: 'audit-bridge tokens for AWS',
      servicePrincipalNames: [tokenAudience(environment.azure.tenantId)],
      appRoleAssignmentRequired: true,
      appRoles: [{ ...tokenRole, isEnabled: true }],
    },
  ]),
];
