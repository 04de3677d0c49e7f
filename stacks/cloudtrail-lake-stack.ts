import { awsPartitions, type CloudtrailLakeSettings, type Environment } from '@audit-bridge/config';
import {
  CloudtrailLakeAws,
  type CloudtrailLakeAwsProps,
  CloudtrailLakeAzure,
  functionNames,
  functionRoleName,
} from '@audit-bridge/constructs';
import { Names, roleArn, stackId } from '@audit-bridge/naming';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addAzurermProvider } from './azure-providers';
import { refuseExampleValues } from './example-values-guard';
import { addStateBackend } from './state-backend';
import { stackTags } from './tags';

const pipeline = 'cloudtrail-lake';

export interface CloudtrailLakeStackProps {
  readonly environment: Environment;
  readonly settings: CloudtrailLakeSettings;
  readonly artifacts: CloudtrailLakeAwsProps['artifacts'];
}

/** Azure activity log -> blobs -> Lambda -> CloudTrail Lake or CloudWatch Logs: one environment's pipeline on both clouds. */
export class CloudtrailLakeStack extends TerraformStack {
  constructor(scope: Construct, { environment, settings, artifacts }: CloudtrailLakeStackProps) {
    const id = stackId(environment, pipeline);
    super(scope, id);
    const { aws, azure, protection } = environment;
    const { arnPartition, dnsSuffix } = awsPartitions[aws.partition];
    const place = { arnPartition, region: aws.region, accountId: aws.accountId };
    const tags = stackTags(environment, pipeline);
    const names = Names.ofEnvironment(environment);

    addStateBackend(this, id, environment.state);
    refuseExampleValues(this, environment);
    // Credentials for another account are refused before anything is made in it.
    new AwsProvider(this, 'aws', { region: aws.region, allowedAccountIds: [aws.accountId], defaultTags: [{ tags }] });
    addAzurermProvider(this, environment);

    const azureHalf = new CloudtrailLakeAzure(this, 'azure-half', {
      names,
      location: azure.location,
      blobReplication: azure.blobReplication,
      tags,
      protection,
      exportedSubscriptionIds: settings.source === 'diagnostic-setting' ? azure.subscriptionIds : [],
      blobRetentionDays: settings.blobRetentionDays,
      cloud: azure.cloud,
      tenantId: azure.tenantId,
      authentication: settings.authentication,
      readerRoleArns: Object.fromEntries(functionNames.map(name => [name, roleArn(place, functionRoleName(names, name))])),
    });

    new CloudtrailLakeAws(this, 'aws-half', {
      names,
      place,
      dnsSuffix,
      settings,
      subscriptionIds: azure.subscriptionIds,
      container: azureHalf.access,
      encryption: environment.encryption,
      protection,
      logRetentionDays: environment.logRetentionDays,
      alarms: environment.alarms,
      artifacts,
    });
  }
}
