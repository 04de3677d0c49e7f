import type { AwsRoute } from '../aws-route';
import { escapeXml, queryRoute } from '../protocols/query-route';
import { iamNamespace } from './iam-namespace';

export interface OidcProvider {
  readonly arn: string;
  readonly url: string;
  readonly audiences: readonly string[];
}

/**
 * A provider that the account has had before anything else was made in it; moto answers of others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html
 */
export const iamOidcProvider = ({ arn, audiences, url }: OidcProvider): AwsRoute =>
  queryRoute('iam', 'GetOpenIDConnectProvider', iamNamespace, form => {
    if (form.get('OpenIDConnectProviderArn') !== arn) return undefined;
    const ids = audiences.map(audience => `<member>${escapeXml(audience)}</member>`).join('');
    return `<Url>${escapeXml(url.replace(/^https:\/\//, ''))}</Url><ClientIDList>${ids}</ClientIDList><ThumbprintList/><CreateDate>2026-01-01T00:00:00Z</CreateDate>`;
  });
