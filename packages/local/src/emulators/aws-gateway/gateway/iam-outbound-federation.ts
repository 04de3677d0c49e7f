import { AwsRefusal, type AwsRoute } from '../aws-route';
import { escapeXml, queryRoute } from '../protocols/query-route';
import { iamNamespace } from './iam-namespace';

/**
 * Whether the account's functions can get tokens for other clouds.
 *
 * @param issuerUrl undefined: the account has it switched off
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html
 */
export const iamOutboundFederation = (issuerUrl: string | undefined): AwsRoute =>
  queryRoute('iam', 'GetOutboundWebIdentityFederationInfo', iamNamespace, () => {
    if (issuerUrl === undefined) throw new AwsRefusal('FeatureDisabled', 'Outbound identity federation is disabled for this account.', 404);
    return `<IssuerIdentifier>${escapeXml(issuerUrl)}</IssuerIdentifier><JwtVendingEnabled>true</JwtVendingEnabled>`;
  });
