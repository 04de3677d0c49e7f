import { awsPartitions, tokenIssuerUrl } from '@audit-bridge/config';
import { oidcProviderArn, operatedNames, tokenAudience } from '@audit-bridge/naming';
import type { AwsRoute } from '../emulators/aws-gateway/aws-route';
import { cloudtrailChannels } from '../emulators/aws-gateway/gateway/cloudtrail-channels';
import { iamOidcProvider } from '../emulators/aws-gateway/gateway/iam-oidc-provider';
import { iamOutboundFederation } from '../emulators/aws-gateway/gateway/iam-outbound-federation';
import { iamSimulatePrincipalPolicy } from '../emulators/aws-gateway/gateway/iam-simulate-principal-policy';
import { securityLakeLists } from '../emulators/aws-gateway/gateway/security-lake-lists';
import { testChannelArn, testEventDataStoreArn } from '../emulators/cloudtrail-arns';
import { localNames } from './local-environment';
import type { LocalState } from './local-state';

/** What an account has before anything is deployed into it: its switches, its trust in the tenant, and what its owner may do. */
export function accountRoutes({ environment: { aws, azure, pipelines } }: Pick<LocalState, 'environment'>): readonly AwsRoute[] {
  const { accessKeys, cloudtrailLake } = pipelines;
  const issuers = [
    ...(cloudtrailLake?.authentication.kind === 'web-identity' ? [cloudtrailLake.authentication.issuerUrl] : []),
    ...(accessKeys?.transport.kind === 'logs-ingestion' ? [accessKeys.transport.issuerUrl] : []),
  ];
  const url = tokenIssuerUrl(azure.cloud, azure.tenantId);
  const place = { ...aws, arnPartition: awsPartitions[aws.partition].arnPartition };
  return [
    iamOutboundFederation(issuers[0]),
    iamSimulatePrincipalPolicy(),
    iamOidcProvider({ arn: oidcProviderArn(place, url), url, audiences: [tokenAudience(azure.tenantId)] }),
    ...cloudtrailChannels([
      { arn: testChannelArn, name: operatedNames(localNames).channel, source: 'Custom', storeArn: testEventDataStoreArn },
    ]),
    ...securityLakeLists({ region: aws.region, accountId: aws.accountId }),
  ];
}
