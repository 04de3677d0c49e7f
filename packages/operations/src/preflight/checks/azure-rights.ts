import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';
import { azureActionsOf, exportAction, uploadAction } from '../rights/azure-actions';
import { mayAct, mayUseData, type Permission } from '../rights/azure-permissions';

/** https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group */
export const azureRights: PreflightCheck = {
  id: 'azure-rights',
  title: 'Your rights in Azure',
  cloud: 'azure',
  reads: ['Microsoft.Authorization/permissions/read'],
  applies: () => true,
  async run(context) {
    const { azure, pipelines } = context.environment;
    const isExported = [pipelines.cloudtrailLake, pipelines.securityLake].some(pipeline => pipeline?.source === 'diagnostic-setting');
    const [own, ...others] = await Promise.all([
      ofOwnSubscription(context),
      ...(isExported ? azure.subscriptionIds.map(id => ofCollected(context, id)) : []),
    ]);
    return [...own, ...others.flat()];
  },
};

async function permissionsOf({ clouds }: PreflightContext, subscriptionId: string): Promise<readonly Permission[]> {
  const found: Permission[] = [];
  for await (const permission of clouds.azure
    .resourceManager()
    .list<Permission>(`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`))
    found.push(permission);
  return found;
}

const assign = (subscriptionId: string, role: string): string =>
  `az role assignment create --assignee "$(az ad signed-in-user show --query id --output tsv)" --role "${role}" --scope /subscriptions/${subscriptionId}`;

async function ofOwnSubscription(context: PreflightContext): Promise<readonly Finding[]> {
  const { azure, pipelines } = context.environment;
  const id = azure.subscriptionId;
  const permissions = await permissionsOf(context, id);
  const actions = azureActionsOf(context.environment);
  const refused = actions.filter(action => !mayAct(permissions, action));
  const findings: Finding[] = [];
  if (refused.length > 0)
    findings.push(
      missing(
        `In ${id} you may not do ${refused.join(', ')}.`,
        'Have somebody give you the roles, or deploy as somebody who has them.',
        ...(refused.some(action => !action.startsWith('Microsoft.Authorization/')) ? [assign(id, 'Contributor')] : []),
        ...(refused.some(action => action.startsWith('Microsoft.Authorization/'))
          ? [assign(id, 'Role Based Access Control Administrator')]
          : []),
      ),
    );
  if (pipelines.securityLake !== undefined && !mayUseData(permissions, uploadAction))
    findings.push(
      missing(
        `In ${id} you may not write blobs, and the forwarder's package is uploaded with your own sign-in.`,
        'Have somebody give you the role.',
        assign(id, 'Storage Blob Data Contributor'),
      ),
    );
  return findings.length > 0 ? findings : [ok(`In ${id} you may do the ${actions.length} actions that a deploy begins with.`)];
}

async function ofCollected(context: PreflightContext, id: string): Promise<readonly Finding[]> {
  if (mayAct(await permissionsOf(context, id), exportAction)) return [ok(`In ${id} you may make a diagnostic setting.`)];
  return [
    missing(`In ${id} you may not make a diagnostic setting.`, 'Have somebody give you the role.', assign(id, 'Monitoring Contributor')),
  ];
}
