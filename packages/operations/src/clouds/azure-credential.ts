import { ClientAssertionCredential, DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { type JobTokenSource, readJobToken } from './job-token';

export interface AzureLogin {
  readonly tenantId: string;
  readonly authorityHost: string;
  /** What a federated credential of this cloud is asked for. */
  readonly federationAudience: string;
}

/**
 * As whoever runs the command: `az login`, or what the SDK's variables say.
 *
 * A job of GitHub's asks for a token of its own each time: `az login` gets one for ten minutes, and no other resource's access token after them, when a
 * destroy has taken longer: https://github.com/Azure/login/issues/372
 */
export function azureCredential({ authorityHost, federationAudience, tenantId }: AzureLogin, variables = process.env): TokenCredential {
  const job = jobOf(variables);
  if (job === undefined) return new DefaultAzureCredential({ tenantId, authorityHost });
  return new ClientAssertionCredential(tenantId, job.clientId, () => readJobToken(job, federationAudience), { authorityHost });
}

/** The same variables as Terraform's providers for Azure read. */
function jobOf(variables: NodeJS.ProcessEnv): (JobTokenSource & { readonly clientId: string }) | undefined {
  const {
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ARM_CLIENT_ID: clientId,
    ARM_USE_OIDC: isUsed,
  } = variables;
  return isUsed === 'true' && url && bearer && clientId ? { url, bearer, clientId } : undefined;
}
