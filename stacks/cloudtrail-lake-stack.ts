import { type CloudtrailLakeSettings, type Environment, subscriptionWatcher } from '@audit-bridge/config';
import {
  CloudtrailLakeAws,
  type CloudtrailLakeAwsProps,
  CloudtrailLakeAzure,
  coverageFunctionName,
  functionNames,
  functionRoleName,
} from '@audit-bridge/constructs';
import { roleArn } from '@audit-bridge/naming';
import type { Construct } from 'constructs';
import { addAzurermProvider } from './azure-providers';
import { PipelineStack } from './pipeline-stack';

const pipeline = 'cloudtrail-lake';

export interface CloudtrailLakeStackProps {
  readonly environment: Environment;
  readonly settings: CloudtrailLakeSettings;
  readonly artifacts: CloudtrailLakeAwsProps['artifacts'];
}

/** Azure activity log -> blobs -> Lambda -> CloudTrail Lake or CloudWatch Logs: one environment's pipeline on both clouds. */
export class CloudtrailLakeStack extends PipelineStack {
  constructor(scope: Construct, { environment, settings, artifacts }: CloudtrailLakeStackProps) {
    super(scope, environment, pipeline);
    const { azure, protection } = environment;
    const { tags, awsProps } = this;
    const { names, place } = awsProps;

    addAzurermProvider(this, environment);

    const { managementGroupId } = azure;
    const looksForSubscriptions = subscriptionWatcher(environment) === 'cloudtrailLake';
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
      ...(looksForSubscriptions && managementGroupId !== undefined
        ? { coverage: { managementGroupId, roleArn: roleArn(place, functionRoleName(names, coverageFunctionName)) } }
        : {}),
    });

    new CloudtrailLakeAws(this, 'aws-half', {
      ...awsProps,
      settings,
      subscriptionIds: azure.subscriptionIds,
      container: azureHalf.access,
      subscriptions: azureHalf.subscriptions,
      artifacts,
    });
  }
}
