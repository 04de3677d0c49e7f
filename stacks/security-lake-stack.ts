import { awsPartitions, type Environment, type SecurityLakeSettings, tokenIssuerUrl } from '@audit-bridge/config';
import {
  forwarderRoleName,
  SecurityLakeAws,
  type SecurityLakeAwsProps,
  SecurityLakeAzure,
  type SecurityLakeAzureProps,
  streamName,
} from '@audit-bridge/constructs';
import { Names, roleArn, stackId, tokenAudience } from '@audit-bridge/naming';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addAzapiProvider, addAzureadProvider, addAzurermProvider } from './azure-providers';
import { refuseExampleValues } from './example-values-guard';
import { addStateBackend } from './state-backend';
import { stackTags } from './tags';

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
export class SecurityLakeStack extends TerraformStack {
  constructor(scope: Construct, { environment, settings, forwarder, artifacts, glueScripts }: SecurityLakeStackProps) {
    const id = stackId(environment, pipeline);
    super(scope, id);
    const { aws, azure, protection, logRetentionDays, alarms } = environment;
    const { arnPartition, dnsSuffix } = awsPartitions[aws.partition];
    const place = { arnPartition, region: aws.region, accountId: aws.accountId };
    const tags = stackTags(environment, pipeline);
    const names = Names.ofEnvironment(environment);
    const audience = tokenAudience(azure.tenantId);

    addStateBackend(this, id, environment.state);
    refuseExampleValues(this, environment);
    // Credentials for another account are refused before anything is made in it.
    new AwsProvider(this, 'aws', { region: aws.region, allowedAccountIds: [aws.accountId], defaultTags: [{ tags }] });
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
    });

    const awsHalf = new SecurityLakeAws(this, 'aws-half', {
      names,
      place,
      dnsSuffix,
      settings,
      subscriptionIds: azure.subscriptionIds,
      forwarder: {
        principalId: azureHalf.forwarderObjectId,
        tokenIssuerUrl: tokenIssuerUrl(azure.cloud, azure.tenantId),
        tokenAudience: audience,
      },
      encryption: environment.encryption,
      protection,
      logRetentionDays,
      alarms,
      artifacts,
      glueScripts,
    });
    azureHalf.startAfter(...awsHalf.forwarderNeeds);
  }
}
