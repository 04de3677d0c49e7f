import { type AccessKeysSettings, type Environment, watchedOrganization } from '@audit-bridge/config';
import { AccessKeysAws, type AccessKeysAwsProps, AccessKeysAzure, reporterRoleName } from '@audit-bridge/constructs';
import { roleArn } from '@audit-bridge/naming';
import type { Construct } from 'constructs';
import { addAzapiProvider, addAzurermProvider } from './azure-providers';
import { PipelineStack } from './pipeline-stack';

const pipeline = 'access-keys';

export interface AccessKeysStackProps {
  readonly environment: Environment;
  readonly settings: AccessKeysSettings;
  readonly artifact: AccessKeysAwsProps['artifact'];
}

/** IAM -> Lambda -> Azure Log Analytics: one environment's pipeline on both clouds. */
export class AccessKeysStack extends PipelineStack {
  constructor(scope: Construct, { environment, settings, artifact }: AccessKeysStackProps) {
    super(scope, environment, pipeline);
    const { azure, protection, alarms } = environment;
    const { tags, awsProps } = this;
    const { names, place } = awsProps;

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
      ...awsProps,
      settings,
      organizationId: watchedOrganization(environment),
      destination: azureHalf.destination,
      artifact,
    });
  }
}
