import { tokenAudience, tokenRole } from '@audit-bridge/naming';
import { missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';

interface ServicePrincipal {
  readonly appRoleAssignmentRequired?: boolean;
  readonly appRoles?: readonly { readonly id: string; readonly isEnabled?: boolean }[];
}

const deployShared = 'npx --yes pnpm@12 deploy shared';

/** What tokens for AWS are asked of: https://learn.microsoft.com/graph/api/serviceprincipal-list */
export const tokenApplication: PreflightCheck = {
  id: 'token-application',
  title: 'The application that tokens for AWS are asked of',
  cloud: 'azure',
  reads: ['Microsoft Graph: Application.Read.All, or the directory role Directory Readers'],
  applies: ({ pipelines }) => pipelines.securityLake !== undefined,
  async run({ clouds, environment }) {
    const audience = tokenAudience(environment.azure.tenantId);
    const filter = encodeURIComponent(`servicePrincipalNames/any(name:name eq '${audience}')`);
    for await (const { appRoleAssignmentRequired, appRoles = [] } of clouds.azure
      .graph()
      .list<ServicePrincipal>(`/v1.0/servicePrincipals?$filter=${filter}`)) {
      if (!appRoles.some(({ id, isEnabled }) => id === tokenRole.id && isEnabled !== false))
        return [missing(`${audience} has no role ${tokenRole.value}.`, 'Deploy what environments share.', deployShared)];
      if (appRoleAssignmentRequired !== true)
        return [
          missing(
            `${audience} gives tokens to every identity of the tenant.`,
            'Deploy what environments share: only assigned identities may have a token.',
            deployShared,
          ),
        ];
      return [ok(`${audience} is there, and gives tokens to assigned identities alone.`)];
    }
    return [missing(`The tenant has no application ${audience}.`, 'Deploy what environments share, once per tenant.', deployShared)];
  },
};
