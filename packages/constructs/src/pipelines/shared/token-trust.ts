import { DataAwsIamOpenidConnectProvider } from '@cdktf/provider-aws/lib/data-aws-iam-openid-connect-provider';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';

export interface TokenTrustProps {
  /** Of the tenant, letter by letter as its tokens say it. */
  readonly issuerUrl: string;
  readonly audience: string;
  /** `given`: the account trusts the issuer already. It can have one provider per issuer. */
  readonly provider: 'created' | 'given';
  readonly protection: Protection;
}

/**
 * The AWS account's trust in tokens that a tenant issues for one audience. Which identity may do what is each role's own to say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class TokenTrust extends Construct {
  constructor(scope: Construct, id: string, { issuerUrl, audience, provider, protection }: TokenTrustProps) {
    super(scope, id);
    if (provider === 'created') {
      // No thumbprint: AWS knows the authorities that sign this issuer's certificates.
      new IamOpenidConnectProvider(this, 'provider', {
        url: issuerUrl,
        clientIdList: [audience],
        lifecycle: dataLifecycle(protection),
      });
      return;
    }
    new DataAwsIamOpenidConnectProvider(this, 'provider', {
      url: issuerUrl,
      lifecycle: {
        postcondition: [
          {
            condition: `\${contains(self.client_id_list, "${audience}")}`,
            errorMessage: `The account's provider for ${issuerUrl} takes no tokens for ${audience}: add this audience to it, where it is managed.`,
          },
        ],
      },
    });
  }
}
