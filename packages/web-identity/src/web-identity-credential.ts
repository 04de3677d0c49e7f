import { type Clock, fullJitterMilliseconds, type Randomness } from '@audit-bridge/backoff';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { AzureAuthorityHosts, ClientAssertionCredential, type ClientAssertionCredentialOptions } from '@azure/identity';
import { describeEntraRefusal, isNotTrustedYet } from './entra-refusal';
import { WebIdentityError } from './errors';
import { tokenExchangeAudience } from './token-exchange-audience';
import { requestAssertion } from './web-identity-assertion';

export interface WebIdentityCredentialSettings {
  /** A regional client: the global STS endpoint does not know the call. */
  readonly client: STSClient;
  readonly tenantId: string;
  /** Client id of the user-assigned identity whose federated credential trusts the function's role. */
  readonly clientId: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Of the Azure cloud that the identity lives in. @default `AZURE_AUTHORITY_HOST`, else the public cloud's */
  readonly authorityHost?: string;
  /** How the token endpoint is reached, for example another certificate authority. */
  readonly transport?: Pick<ClientAssertionCredentialOptions, 'tlsOptions' | 'proxyOptions'>;
}

/** A federated credential that was made a moment ago works after seconds to minutes; what takes longer than this is the next run's. */
const maxAttempts = 4;
const backoff = { baseMilliseconds: 2_000, maxMilliseconds: 8_000 };

/** An Azure credential of an AWS role, without a secret: at each refresh a fresh assertion of STS, exchanged for a token of Entra. Keep one per process. */
export class WebIdentityCredential implements TokenCredential {
  private readonly exchange: TokenCredential;
  private readonly audience: string;
  private assertionFailure: WebIdentityError | undefined;

  constructor(private readonly settings: WebIdentityCredentialSettings) {
    const {
      tenantId,
      clientId,
      transport,
      authorityHost = process.env.AZURE_AUTHORITY_HOST ?? AzureAuthorityHosts.AzurePublicCloud,
    } = settings;
    this.audience = tokenExchangeAudience(authorityHost);
    this.exchange = new ClientAssertionCredential(tenantId, clientId, () => this.assertion(), {
      authorityHost,
      // Instance discovery asks the public cloud whether an authority is known: it does not know private and air-gapped ones.
      disableInstanceDiscovery: !isPublicAuthority(authorityHost),
      ...transport,
    });
  }

  /** @throws {WebIdentityError} */
  async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> {
    const { clock, randomness } = this.settings;
    for (let attempt = 1; ; attempt++) {
      try {
        const token = await this.exchange.getToken(scopes, options);
        if (token !== null) return token;
        throw new Error('The credential gave no token.');
      } catch (error) {
        if (!isNotTrustedYet(error) || attempt === maxAttempts)
          throw this.takeAssertionFailure() ?? describeEntraRefusal(error, this.settings);
      }
      await clock.sleep(fullJitterMilliseconds(attempt, backoff, randomness));
    }
  }

  /** The Azure library keeps of an error in here the message alone. */
  private async assertion(): Promise<string> {
    try {
      return await requestAssertion(this.settings.client, this.audience);
    } catch (error) {
      if (error instanceof WebIdentityError) this.assertionFailure = error;
      throw error;
    }
  }

  private takeAssertionFailure(): WebIdentityError | undefined {
    const failure = this.assertionFailure;
    this.assertionFailure = undefined;
    return failure;
  }
}

function isPublicAuthority(authorityHost: string): boolean {
  const known: readonly string[] = Object.values(AzureAuthorityHosts);
  return known.includes(authorityHost.replace(/\/+$/, ''));
}
