/** Of the sovereign clouds, by the host that gives their tokens. */
const sovereignAudiences: Readonly<Record<string, string>> = {
  'login.microsoftonline.us': 'api://AzureADTokenExchangeUSGov',
  'login.partner.microsoftonline.cn': 'api://AzureADTokenExchangeChina',
};

/**
 * The one audience that a federated credential of an Azure cloud takes. A host that is nobody's public one, an air-gapped cloud's or a stand-in's, takes
 * the audience of the public cloud.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
export function tokenExchangeAudience(authorityHost: string): string {
  return sovereignAudiences[new URL(authorityHost).hostname] ?? 'api://AzureADTokenExchange';
}
