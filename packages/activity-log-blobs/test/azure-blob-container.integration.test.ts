import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { azuriteContainers } from '../../local/test/azurite-containers';
import { AzureBlobContainer } from '../src/azure-blob-container';
import { defineBlobContainerContract } from './contract/blob-container-contract';

describe('AzureBlobContainer on Azurite', () => {
  const containers = azuriteContainers('activity-logs');

  defineBlobContainerContract('Azure', async () => {
    const client = containers.makeClient();
    await client.create();
    return {
      container: new AzureBlobContainer({ client, clock: systemClock, randomness: systemRandomness }),
      create: async path => void (await client.getAppendBlobClient(path).create()),
      append: async (path, bytes) => void (await client.getAppendBlobClient(path).appendBlock(bytes, bytes.length)),
      remove: async path => void (await client.getBlobClient(path).delete()),
    };
  });

  it('says which container is missing, and takes none of its blobs for deleted', async () => {
    const container = new AzureBlobContainer({ client: containers.makeClient(), clock: systemClock, randomness: systemRandomness });
    await expect(container.read('a/blob', 0, 10)).rejects.toMatchObject({ errorCode: 'ContainerNotFound' });
    await expect(container.listFolders('')).rejects.toThrow(
      /cannot be listed in activity-logs-\d+ \(ContainerNotFound, status 404\).*CONTAINER_URL/,
    );
  });
});
