import { missingUserValues, userValues } from '@audit-bridge/config';
import { GetOutboundWebIdentityFederationInfoCommand, IAMClient } from '@aws-sdk/client-iam';
import { missing, ok } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

/** Each issuer that Azure is told to trust, by the setting that names it. */
function issuersOf({ environment: { pipelines } }: Pick<PreflightContext, 'environment'>): readonly (readonly [string, string])[] {
  const { accessKeys, cloudtrailLake } = pipelines;
  return [
    ...(cloudtrailLake?.authentication.kind === 'web-identity'
      ? [['cloudtrailLake.authentication.issuerUrl', cloudtrailLake.authentication.issuerUrl] as const]
      : []),
    ...(accessKeys?.transport.kind === 'logs-ingestion'
      ? [['accessKeys.transport.issuerUrl', accessKeys.transport.issuerUrl] as const]
      : []),
  ];
}

const secretMode = "Where it must stay off, set authentication to 'connection-string'.";

/** The switch of the whole account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_getting_started.html */
export const outboundFederation: PreflightCheck = {
  id: 'outbound-federation',
  title: 'Outbound identity federation',
  cloud: 'aws',
  reads: ['iam:GetOutboundWebIdentityFederationInfo'],
  applies: environment => issuersOf({ environment }).length > 0,
  async run(context) {
    const info = await context.clouds.aws
      .client(IAMClient)
      .send(new GetOutboundWebIdentityFederationInfoCommand({}))
      .catch((error: Error) => {
        if (/^(FeatureDisabled|OutboundWebIdentityFederationDisabled)/.test(error.name)) return undefined;
        throw error;
      });
    if (info?.JwtVendingEnabled !== true || info.IssuerIdentifier === undefined)
      return [
        missing(
          'It is off: no function of the account can get a token for Azure.',
          `Switch it on, once for the whole account. ${secretMode}`,
          'aws iam enable-outbound-web-identity-federation',
        ),
      ];
    const { IssuerIdentifier: issuer } = info;
    const left = missingUserValues(context.environment).includes('tokenIssuerUrl');
    const wrong = issuersOf(context).filter(([, url]) => url.replace(/\/$/, '') !== issuer.replace(/\/$/, ''));
    if (wrong.length === 0) return [ok(`It is on, and the issuer is the environment's: ${issuer}`)];
    return wrong.map(([path, url]) =>
      missing(
        `The account's issuer is ${issuer}; ${path} ${left ? 'is still an example' : `is ${url}`}.`,
        'Azure would trust somebody else: write the issuer of this account.',
        `export ${userValues.tokenIssuerUrl.variable}=${issuer}`,
      ),
    );
  },
};
