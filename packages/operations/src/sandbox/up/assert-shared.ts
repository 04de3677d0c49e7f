import { awsPartitions, tokenIssuerUrl } from '@audit-bridge/config';
import { oidcProviderArn, tokenAudience } from '@audit-bridge/naming';
import { GetOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import type { EnvironmentContext } from '../../bridge-command';
import { SharedMissingError } from '../errors';
import { unlessGone } from '../sweep/aws/unless-gone';

/** What `shared` makes, and security-lake takes as given. @throws {SharedMissingError} */
export async function assertShared({ clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>): Promise<void> {
  const { aws, azure, pipelines } = environment;
  if (pipelines.securityLake === undefined) return;
  const place = { ...aws, arnPartition: awsPartitions[aws.partition].arnPartition };
  const OpenIDConnectProviderArn = oidcProviderArn(place, tokenIssuerUrl(azure.cloud, azure.tenantId));
  const provider = await unlessGone(clouds.aws.client(IAMClient).send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })));
  if (provider?.ClientIDList?.includes(tokenAudience(azure.tenantId)) !== true) throw new SharedMissingError(aws.accountId, azure.tenantId);
}
