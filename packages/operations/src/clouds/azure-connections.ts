import { type RestApi, restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { azureClouds, type Environment } from '@audit-bridge/config';
import { Names, operatedNames } from '@audit-bridge/naming';
import { parkingClientOptions } from '@audit-bridge/parked-records/parking-container';
import { EventHubProducerClient } from '@azure/event-hubs';
import { ContainerClient } from '@azure/storage-blob';
import { azureCredential } from './azure-credential';
import { endingPipeline } from './ending-requests';

/** How a command reaches one environment's Azure subscription and tenant; each is opened when it is asked for. */
export interface AzureConnections {
  parkingContainer(): ContainerClient;
  activityLogContainer(): ContainerClient;
  eventHub(): EventHubProducerClient;
  /** Azure Resource Manager: paths like `/subscriptions/{id}/providers?api-version=2022-09-01`. */
  resourceManager(): RestApi;
  /** Microsoft Graph: paths like `/v1.0/applications`. */
  graph(): RestApi;
  /** Queries over Log Analytics: paths like `/v1/workspaces/{customer id}/query`. */
  logAnalytics(): RestApi;
}

/**
 * As whoever runs the command, in the environment's own tenant and cloud.
 *
 * @param requests ends what is asked by them
 */
export function azureConnections(environment: Environment, requests?: AbortSignal): AzureConnections {
  const { azure } = environment;
  const cloud = azureClouds[azure.cloud];
  const names = operatedNames(Names.ofEnvironment(environment));
  const { authorityHost, federationAudience } = cloud;
  const credential = azureCredential({ tenantId: azure.tenantId, authorityHost, federationAudience });
  const container = (account: string, name: string, options = {}) =>
    new ContainerClient(`https://${account}${cloud.blobSuffix}/${name}`, endingPipeline(credential, options, requests));
  const api = (url: string) => restApi({ url, credential, scope: `${url}/.default`, requests });
  return {
    parkingContainer: () => container(names.parkingAccount, names.parkingContainer, parkingClientOptions),
    activityLogContainer: () => container(names.activityLogAccount, names.activityLogContainer),
    eventHub: () => new EventHubProducerClient(`${names.eventHubsNamespace}${cloud.eventHubsSuffix}`, names.eventHub, credential),
    resourceManager: () => api(cloud.resourceManagerUrl),
    graph: () => api(cloud.graphUrl),
    logAnalytics: () => api(cloud.logAnalyticsUrl),
  };
}
