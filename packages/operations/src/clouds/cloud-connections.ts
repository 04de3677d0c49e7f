import type { Environment } from '@audit-bridge/config';
import { type AwsConnections, awsConnections } from './aws-connections';
import { type AzureConnections, azureConnections } from './azure-connections';

/** How a command reaches the two clouds of one environment: the only way there, so that a stand-in can take their place. */
export interface CloudConnections {
  readonly aws: AwsConnections;
  readonly azure: AzureConnections;
}

/**
 * With the credentials of whoever runs the command.
 *
 * @param requests ends what is asked by them
 */
export const cloudConnections = (environment: Environment, requests?: AbortSignal): CloudConnections => ({
  aws: awsConnections({ region: environment.aws.region }, requests),
  azure: azureConnections(environment, requests),
});
