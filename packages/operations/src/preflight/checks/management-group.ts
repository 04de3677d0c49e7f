import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { possibleWatcher, subscriptionWatcher } from '@audit-bridge/config';
import { managementGroupPath } from '@audit-bridge/coverage/azure-lists';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';
import { mayAct, type Permission } from '../rights/azure-permissions';

/** To make the role, and to give it to the identity that asks. */
const actions = ['Microsoft.Authorization/roleDefinitions/write', 'Microsoft.Authorization/roleAssignments/write'];

/**
 * Whether the look for subscriptions that nobody collects from can be deployed.
 *
 * @see https://learn.microsoft.com/azure/governance/management-groups/overview#management-group-access
 */
export const managementGroup: PreflightCheck = {
  id: 'management-group',
  title: 'Look for subscriptions that nobody collects from',
  cloud: 'azure',
  reads: ['Microsoft.Management/managementGroups/read', 'Microsoft.Authorization/permissions/read'],
  applies: ({ kind, pipelines }) => kind !== 'sandbox' && (pipelines.cloudtrailLake ?? pipelines.securityLake) !== undefined,
  async run(context) {
    const { azure, pipelines } = context.environment;
    const id = azure.managementGroupId;
    if (possibleWatcher(pipelines) === undefined)
      return [
        warning(
          'Nobody is alarmed of a subscription that is not collected from: a connection string opens no list of them. Status tells of those that you may see.',
          "Sign in by 'web-identity', and set azure.managementGroupId.",
        ),
      ];
    if (id === undefined || subscriptionWatcher(context.environment) === undefined)
      return [
        warning(
          'azure.managementGroupId is not set: nobody is alarmed of a subscription that is not collected from. Status tells of those that you may see.',
          "Set it to the management group that holds the subscriptions; the tenant root group has the tenant's id.",
        ),
      ];
    return [await ask(context, id)];
  },
};

async function ask({ clouds }: PreflightContext, id: string): Promise<Finding> {
  const api = clouds.azure.resourceManager();
  const scope = `/providers/Microsoft.Management/managementGroups/${id}`;
  const grant = `az role assignment create --assignee "$(az ad signed-in-user show --query id --output tsv)" --role "User Access Administrator" --scope ${scope}`;
  const toDo =
    'Have somebody give you the role there, for the deploy; or write a group further down; or leave azure.managementGroupId out.';
  try {
    await api.get(managementGroupPath(id));
  } catch (error) {
    if (!(error instanceof RestApiError) || (error.status !== 403 && error.status !== 404)) throw error;
    return missing(`The management group ${id} is not there, or you may not see it (${error.code}).`, toDo, grant);
  }
  const permissions: Permission[] = [];
  for await (const permission of api.list<Permission>(`${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`))
    permissions.push(permission);
  const refused = actions.filter(action => !mayAct(permissions, action));
  return refused.length === 0
    ? ok(`At the management group ${id} you may make a role and give it.`)
    : missing(`At the management group ${id} you may not do ${refused.join(', ')}.`, toDo, grant);
}
