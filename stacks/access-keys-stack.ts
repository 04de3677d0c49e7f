import { type AccessKeysSettings, awsPartitions, type Environment } from '@audit-bridge/config';
import { AccessKeysAws, type AccessKeysAwsProps, AccessKeysAzure, reporterRoleName } from '@audit-bridge/constructs';
import { Names, roleArn, stackId } from '@audit-bridge/naming';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addAzapiProvider, addAzurermProvider } from './azure-providers';
import { refuseExampleValues } from './example-values-guard';
import { addStateBackend } from './state-backend';
import { stackTags } from './tags';

const pipeline = 'access-keys';

export interface AccessKeysStackProps {
  readonly environment: Environment;
  readonly settings: AccessKeysSettings;
  readonly artifact: AccessKeysAwsProps['artifact'];
}

/** IAM -> Lambda -> Azure Log Analytics: one environment's pipeline on both clouds. */
export class AccessKeysStack extends TerraformStack {
  constructor(scope: Construct, { environment, settings, artifact }: AccessKeysStackProps) {
    const id = stackId(environment, pipeline);
    super(scope, id);
    const { aws, azure, protection, alarms } = environment;
    const { arnPartition, dnsSuffix } = awsPartitions[aws.partition];
    const place = { arnPartition, region: aws.region, accountId: aws.accountId };
    const tags = stackTags(environment, pipeline);
    const names = Names.ofEnvironment(environment);

    addStateBackend(this, id, environment.state);
    refuseExampleValues(this, environment);
    // Credentials for another account are refused before anything is made in it.
    new AwsProvider(this, 'aws', { region: aws.region, allowedAccountIds: [aws.accountId], defaultTags: [{ tags }] });
    addAzurermProvider(this, environment);
    addAzapiProvider(this, azure);

    const azureHalf = new AccessKeysAzure(this, 'azure-half', {
      names,
      location: azure.location,
      tags,
      protection,
      settings,
      cloud: azure.cloud,
      tenantId: azure.tenantId,
      reporterRoleArn: roleArn(place, reporterRoleName(names)),
      alarms,
    });

    new AccessKeysAws(this, 'aws-half', {
      names,
      place,
      dnsSuffix,
      settings,
      destination: azureHalf.destination,
      encryption: environment.encryption,
      protection,
      logRetentionDays: environment.logRetentionDays,
      alarms,
      artifact,
    });
  }
}
