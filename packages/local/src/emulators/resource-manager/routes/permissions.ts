import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';

export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

/** Azure's own role Owner, and one that may write data. */
export const ownerWithData: readonly Permission[] = [
  { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] },
  {
    actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/*'],
    notActions: [],
    dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*'],
    notDataActions: [],
  },
];

/** What the caller may do at a scope: https://learn.microsoft.com/rest/api/authorization/permissions */
export const permissionRoutes = (permissions: readonly Permission[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/{scope*}/providers/Microsoft.Authorization/permissions',
    apiVersions: ['2015-07-01', '2018-01-01-preview', '2022-04-01'],
    answer: request => page(permissions, request),
  },
];
