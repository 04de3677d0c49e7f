import { type Environment, type SecurityLakeSettings, subscriptionWatcher, tokenIssuerUrl } from '@audit-bridge/config';
import {
  forwarderRoleName,
  SecurityLakeAws,
  type SecurityLakeAwsProps,
  SecurityLakeAzure,
  type SecurityLakeAzureProps,
  streamName,
} from '@audit-bridge/constructs';
import { roleArn, tokenAudience } from '@audit-bridge/naming';
import type { Construct } from 'constructs';
import { addAzapiProvider, addAzureadProvider, addAzurermProvider } from './azure-providers';
import { PipelineStack } from './pipeline-stack';

const pipeline = 'security-lake';

export interface SecurityLakeStackProps {
  readonly environment: Environment;
  readonly settings: SecurityLakeSettings;
  /** Of the function on Azure. */
  readonly forwarder: SecurityLakeAzureProps['artifact'];
  /** Of the functions on AWS. */
  readonly artifacts: SecurityLakeAwsProps['artifacts'];
  readonly glueScripts: SecurityLakeAwsProps['glueScripts'];
}

/** Azure activity log -> event hub -> function -> Kinesis -> Glue -> Security Lake: one environment's pipeline on both clouds. */
export class SecurityLakeStack extends PipelineStack {
  constructor(scope: Construct, { environment, settings, forwarder, artifacts, glueScripts }: SecurityLakeStackProps) {
    super(scope, environment, pipeline);
    const { aws, azure, protection, logRetentionDays, alarms } = environment;
    const { tags, awsProps } = this;
    const { names, place } = awsProps;
    const audience = tokenAudience(azure.tenantId);

    addAzurermProvider(this, environment);
    addAzapiProvider(this, azure);
    addAzureadProvider(this, azure);

    const azureHalf = new SecurityLakeAzure(this, 'azure-half', {
      names,
      location: azure.location,
      cloud: azure.cloud,
      blobReplication: azure.blobReplication,
      tags,
      protection,
      settings,
      subscriptionIds: azure.subscriptionIds,
      logRetentionDays,
      alarms,
      artifact: forwarder,
      stream: { name: streamName(names), region: aws.region, roleArn: roleArn(place, forwarderRoleName(names)) },
      tokenAudience: audience,
      tenantId: azure.tenantId,
      managementGroupId: subscriptionWatcher(environment) === 'securityLake' ? azure.managementGroupId : undefined,
    });

    const awsHalf = new SecurityLakeAws(this, 'aws-half', {
      ...awsProps,
      settings,
      subscriptionIds: azure.subscriptionIds,
      forwarder: {
        principalId: azureHalf.forwarderObjectId,
        tokenIssuerUrl: tokenIssuerUrl(azure.cloud, azure.tenantId),
        tokenAudience: audience,
      },
      artifacts,
      glueScripts,
    });
    azureHalf.startAfter(...awsHalf.forwarderNeeds);
  }
}
