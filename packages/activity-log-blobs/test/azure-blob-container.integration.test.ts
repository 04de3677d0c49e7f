import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { type Azurite, startAzurite } from '../../local/src/emulators/azurite';
import { connectToAzurite } from '../../local/src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../../local/src/emulators/certificate';
import { AzureBlobContainer } from '../src/azure-blob-container';
import { defineBlobContainerContract } from './contract/blob-container-contract';

describe('AzureBlobContainer on Azurite', () => {
  let certificate: Certificate;
  let azurite: Azurite;
  let containers = 0;

  beforeAll(async () => {
    certificate = await createCertificate();
    azurite = await startAzurite({ certificate });
  }, 60_000);

  afterAll(async () => {
    await azurite.stop();
    await certificate.remove();
  });

  const makeClient = () => connectToAzurite(azurite, certificate).getContainerClient(`activity-logs-${++containers}`);

  defineBlobContainerContract('Azure', async () => {
    const client = makeClient();
    await client.create();
    return {
      container: new AzureBlobContainer({ client, clock: systemClock, randomness: systemRandomness }),
      create: async path => void (await client.getAppendBlobClient(path).create()),
      append: async (path, bytes) => void (await client.getAppendBlobClient(path).appendBlock(bytes, bytes.length)),
      remove: async path => void (await client.getBlobClient(path).delete()),
    };
  });

  it('says which container is missing, and takes none of its blobs for deleted', async () => {
    const container = new AzureBlobContainer({ client: makeClient(), clock: systemClock, randomness: systemRandomness });
    await expect(container.read('a/blob', 0, 10)).rejects.toMatchObject({ errorCode: 'ContainerNotFound' });
    await expect(container.listFolders('')).rejects.toThrow(
      /cannot be listed in activity-logs-\d+ \(ContainerNotFound, status 404\).*CONTAINER_URL/,
    );
  });
});
