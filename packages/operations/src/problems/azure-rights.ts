import { codeOf, type ReadProblem } from './problem-place';

/**
 * Of Azure Resource Manager, of the storage account, of Log Analytics and of Microsoft Graph.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 * @see https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
 * @see https://learn.microsoft.com/graph/resolve-auth-errors
 */
const denied = new Set([
  'Authorization_RequestDenied',
  'AuthorizationFailed',
  'AuthorizationFailure',
  'AuthorizationPermissionMismatch',
  'InsufficientAccessError',
  'InsufficientAccountPermissions',
  'LinkedAuthorizationFailed',
  'UnauthorizedAccess',
  'UnauthorizedError',
]);

const words = /client '([^']+)'.*perform action '([^']+)' over scope '([^']+)'/s;

export const readAzureRights: ReadProblem = (error, { environment }) => {
  const code = codeOf(error);
  if (!denied.has(code)) return undefined;
  const [, who, action, scope] = words.exec(error.message) ?? [];
  if (action !== undefined)
    return `${who} may not ${action} on ${scope}. Ask whoever administers it for a role with that action; one that was given just now needs a new login: az login --tenant ${environment.azure.tenantId}`;
  if (code === 'AuthorizationPermissionMismatch')
    return `Who is signed in to Azure has no role for the data of this storage account. Ask for one: az role assignment create --assignee <you> --role "Storage Blob Data Contributor" --scope /subscriptions/${environment.azure.subscriptionId}`;
  return `Who is signed in to Azure may not do this (${code}: ${firstLine(error.message)}). Ask whoever administers the tenant ${environment.azure.tenantId} for a role that allows it.`;
};

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
