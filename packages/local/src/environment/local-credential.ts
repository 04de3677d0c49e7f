import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { person, tenantId } from '../emulators/test-tenant';

export interface LocalCredentialProps {
  readonly authorityHost: string;
  /** The certificate of the stand-ins. */
  readonly ca: string;
}

/** The stand-in of Entra gives no token for what was asked. */
export class LocalLoginError extends Error {
  override readonly name = 'LocalLoginError';
}

/** The person's login at the stand-in of Entra, as Azure's command line would have it: a refresh token gives an access token for each service. */
export function localCredential({ authorityHost, ca }: LocalCredentialProps): TokenCredential {
  const client = createDefaultHttpClient();

  async function getToken(scopes: string | string[]): Promise<AccessToken> {
    const form = {
      grant_type: 'refresh_token',
      client_id: person.clientId,
      refresh_token: person.refreshToken,
      scope: [scopes].flat().join(' '),
    };
    const request = createPipelineRequest({
      url: `${authorityHost}/${tenantId}/oauth2/v2.0/token`,
      method: 'POST',
      headers: createHttpHeaders({ 'content-type': 'application/x-www-form-urlencoded' }),
      body: new URLSearchParams(form).toString(),
    });
    request.tlsSettings = { ca };
    const { bodyAsText, status } = await client.sendRequest(request);
    const answer = JSON.parse(bodyAsText ?? '{}');
    if (status !== 200) throw new LocalLoginError(answer.error_description ?? `The stand-in of Entra answers with ${status}.`);
    return { token: answer.access_token, expiresOnTimestamp: Date.now() + answer.expires_in * 1_000 };
  }
  return { getToken };
}
