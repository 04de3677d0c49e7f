import { readFileSync } from 'node:fs';
import { restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { azureClouds, type Environment } from '@audit-bridge/config';
import { operatedNames } from '@audit-bridge/naming';
import type { AwsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import type { AzureConnections } from '@audit-bridge/operations/clouds/azure-connections';
import type { CloudConnections } from '@audit-bridge/operations/clouds/cloud-connections';
import { endingClient, endingPipeline } from '@audit-bridge/operations/clouds/ending-requests';
import { EventHubProducerClient } from '@azure/event-hubs';
import { ContainerClient } from '@azure/storage-blob';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { trustingStorageOptions } from '../emulators/azurite-client';
import { testCredentials, testRegion } from '../emulators/test-account';
import type { PipelineName } from '../pipelines/pipeline-name';
import type { EnvironmentDescription } from './environment-description';
import { NotStartedLocallyError } from './errors';
import { localCredential } from './local-credential';
import { localEnvironment, localNames } from './local-environment';

/** The environment that a kept run is. */
export const environmentOf = ({ destination, memberAccountIds, pipelines, subscriptionIds }: EnvironmentDescription): Environment =>
  localEnvironment({ destination, memberAccountIds, pipelines, subscriptionIds });

/**
 * The two clouds of a kept run.
 *
 * @param requests ends what is asked by them
 */
export const connectToLocal = (description: EnvironmentDescription, requests?: AbortSignal): CloudConnections => ({
  aws: connectToAws(description, requests),
  azure: connectToAzure(description, requests),
});

function connectToAws({ awsEndpoint: endpoint }: EnvironmentDescription, requests: AbortSignal | undefined): AwsConnections {
  const settings = { endpoint, region: testRegion, credentials: testCredentials, forcePathStyle: true };
  return {
    settings,
    // The client of Kinesis would speak HTTP/2, which no emulator does.
    client: (Client, more = {}) => endingClient(new Client({ ...settings, requestHandler: new NodeHttpHandler(), ...more }), requests),
  };
}

function connectToAzure(description: EnvironmentDescription, requests: AbortSignal | undefined): AzureConnections {
  const ca = readFileSync(description.certificatePath, 'utf8');
  const credential = localCredential({ authorityHost: description.authorityHost, ca });
  const { activityLogContainer, eventHub, parkingContainer } = operatedNames(localNames);
  const { graphUrl, logAnalyticsUrl, resourceManagerUrl } = azureClouds.public;
  const container = (name: string, pipeline: PipelineName) => {
    if (description.storageUrl === undefined || !description.pipelines.includes(pipeline))
      throw new NotStartedLocallyError(`container ${name}`, pipeline);
    const connection = endingPipeline(credential, trustingStorageOptions({ certificate: ca }), requests);
    return new ContainerClient(`${description.storageUrl}/${name}`, connection);
  };
  const api = (url: string, audience: string) => restApi({ url, credential, scope: `${audience}/.default`, ca, requests });
  return {
    parkingContainer: () => container(parkingContainer, 'security-lake'),
    activityLogContainer: () => container(activityLogContainer, 'cloudtrail-lake'),
    eventHub: () => {
      if (description.eventHubsConnectionString === undefined) throw new NotStartedLocallyError('event hub', 'security-lake');
      return new EventHubProducerClient(description.eventHubsConnectionString, eventHub);
    },
    resourceManager: () => api(description.resourceManagerUrl, resourceManagerUrl),
    graph: () => api(description.graphUrl, graphUrl),
    logAnalytics: () => api(description.logAnalyticsUrl, logAnalyticsUrl),
  };
}
