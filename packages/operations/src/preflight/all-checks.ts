import { awsAccount } from './checks/aws-account';
import { awsRights } from './checks/aws-rights';
import { azureLocation } from './checks/azure-location';
import { azureNames } from './checks/azure-names';
import { azureQuotas } from './checks/azure-quotas';
import { azureRights } from './checks/azure-rights';
import { azureSubscriptions } from './checks/azure-subscriptions';
import { bucketNames } from './checks/bucket-names';
import { cloudtrailChannel } from './checks/cloudtrail-channel';
import { cloudtrailLake } from './checks/cloudtrail-lake';
import { diagnosticSettings } from './checks/diagnostic-settings';
import { givenKey } from './checks/given-key';
import { givenResources } from './checks/given-resources';
import { kinesisLimits } from './checks/kinesis-limits';
import { lakeFormation } from './checks/lake-formation';
import { managementGroup } from './checks/management-group';
import { oidcProvider } from './checks/oidc-provider';
import { organization } from './checks/organization';
import { outboundFederation } from './checks/outbound-federation';
import { ownValues } from './checks/own-values';
import { resourceProviders } from './checks/resource-providers';
import { securityLake } from './checks/security-lake';
import { stateBucket } from './checks/state-bucket';
import { tokenApplication } from './checks/token-application';
import type { PreflightCheck } from './preflight-check';

/** Asked first: without them nothing else can be. */
export const signInChecks: readonly PreflightCheck[] = [awsAccount, azureSubscriptions];

export const allChecks: readonly PreflightCheck[] = [
  ownValues,
  stateBucket,
  awsRights,
  azureRights,
  azureLocation,
  resourceProviders,
  bucketNames,
  azureNames,
  outboundFederation,
  oidcProvider,
  tokenApplication,
  cloudtrailLake,
  cloudtrailChannel,
  securityLake,
  lakeFormation,
  kinesisLimits,
  diagnosticSettings,
  managementGroup,
  organization,
  azureQuotas,
  givenKey,
  givenResources,
];
