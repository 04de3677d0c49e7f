import { azureClouds } from '@audit-bridge/config';
import { type RestServiceProps, startRestService } from '../azure-rest/rest-service';
import type { BearerTokenRules } from '../bearer-token-check';
import type { LocalServer } from '../local-server';

/** What its tokens are asked for. */
export const resourceManagerAudience = azureClouds.public.resourceManagerUrl;

export interface AzureServiceProps extends Pick<RestServiceProps, 'certificate' | 'routes'> {
  /** Whose tokens are taken. */
  readonly tokens: Omit<BearerTokenRules, 'audience'>;
}

/**
 * A stand-in for Azure Resource Manager: each resource type has a file in `routes/`.
 *
 * @see https://learn.microsoft.com/rest/api/azure/
 */
export const startResourceManager = ({ tokens, ...props }: AzureServiceProps): Promise<LocalServer> =>
  startRestService({ ...props, tokens: { ...tokens, audience: resourceManagerAudience }, needsApiVersion: true });
