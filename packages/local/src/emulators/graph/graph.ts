import { azureClouds } from '@audit-bridge/config';
import { startRestService } from '../azure-rest/rest-service';
import type { LocalServer } from '../local-server';
import type { AzureServiceProps } from '../resource-manager/resource-manager';

/** What its tokens are asked for. */
export const graphAudience = azureClouds.public.graphUrl;

/**
 * A stand-in for Microsoft Graph: paths begin with `/v1.0`, and each collection has a file in `routes/`.
 *
 * @see https://learn.microsoft.com/graph/api/overview
 */
export const startGraph = ({ tokens, ...props }: AzureServiceProps): Promise<LocalServer> =>
  startRestService({ ...props, tokens: { ...tokens, audience: graphAudience }, needsApiVersion: false });
