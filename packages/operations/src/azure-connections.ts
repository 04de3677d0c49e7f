import { azureClouds, type Environment } from '@audit-bridge/config';
import { Names, operatedNames } from '@audit-bridge/naming';
import { connectToParkingContainer } from '@audit-bridge/parked-records/parking-container';
import { EventHubProducerClient } from '@azure/event-hubs';
import { DefaultAzureCredential } from '@azure/identity';
import { ContainerClient } from '@azure/storage-blob';

/** How a command reaches what is deployed in Azure; opened when it is used first. */
export interface AzureConnections {
  parkingContainer(environment: Environment): ContainerClient;
  activityLogContainer(environment: Environment): ContainerClient;
  eventHub(environment: Environment): EventHubProducerClient;
}

/** As whoever runs the command: `az login`, a workload's identity, or the SDK's variables; in the environment's own tenant and cloud. */
export const azureConnections: AzureConnections = {
  parkingContainer: environment => {
    const { parkingAccount, parkingContainer } = namesOf(environment);
    return connectToParkingContainer(containerUrl(environment, parkingAccount, parkingContainer), credentialFor(environment));
  },
  activityLogContainer: environment => {
    const { activityLogAccount, activityLogContainer } = namesOf(environment);
    return new ContainerClient(containerUrl(environment, activityLogAccount, activityLogContainer), credentialFor(environment));
  },
  eventHub: environment => {
    const { eventHub, eventHubsNamespace } = namesOf(environment);
    const host = `${eventHubsNamespace}${azureClouds[environment.azure.cloud].eventHubsSuffix}`;
    return new EventHubProducerClient(host, eventHub, credentialFor(environment));
  },
};

const namesOf = (environment: Environment) => operatedNames(Names.ofEnvironment(environment));

const containerUrl = ({ azure }: Environment, account: string, container: string) =>
  `https://${account}${azureClouds[azure.cloud].blobSuffix}/${container}`;

function credentialFor({ azure }: Environment): DefaultAzureCredential {
  return new DefaultAzureCredential({ tenantId: azure.tenantId, authorityHost: azureClouds[azure.cloud].authorityHost });
}
