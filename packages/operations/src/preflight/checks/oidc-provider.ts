import { awsPartitions, tokenIssuerUrl } from '@audit-bridge/config';
import { oidcProviderArn, tokenAudience } from '@audit-bridge/naming';
import { GetOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import { isNotFound } from '../describe-problem';
import { missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';

/** The account's trust in the tenant, which the stack `shared` makes once: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html */
export const oidcProvider: PreflightCheck = {
  id: 'oidc-provider',
  title: "The account's trust in the tenant",
  cloud: 'aws',
  reads: ['iam:GetOpenIDConnectProvider'],
  applies: ({ pipelines }) => pipelines.securityLake !== undefined,
  async run({ clouds, environment: { aws, azure } }) {
    const issuer = tokenIssuerUrl(azure.cloud, azure.tenantId);
    const audience = tokenAudience(azure.tenantId);
    const arn = oidcProviderArn({ ...aws, arnPartition: awsPartitions[aws.partition].arnPartition }, issuer);
    try {
      const { ClientIDList = [] } = await clouds.aws
        .client(IAMClient)
        .send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
      if (ClientIDList.includes(audience)) return [ok(`The provider for ${issuer} is there, and takes ${audience}.`)];
      return [
        missing(
          `The provider for ${issuer} is there, and does not take ${audience} (it takes ${ClientIDList.join(', ') || 'nothing'}).`,
          "Add the audience where the provider is managed, and write oidcProvider: 'given' in stacks/environments/shared.ts.",
          `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${audience}`,
        ),
      ];
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return [
        missing(
          `The account has no provider for ${issuer}.`,
          'Deploy what environments share, once per account and tenant.',
          'npx --yes pnpm@12 deploy shared',
        ),
      ];
    }
  },
};
