import { BlobServiceClient } from '@azure/storage-blob';
import { trustingStorageOptions } from '../../local/src/emulators/azurite-client';
import { azuriteContainers } from '../../local/test/azurite-containers';
import { AzureParkingPlace } from '../src/azure-parking-place';
import { defineParkingPlaceContract } from './contract/parking-place-contract';

describe('AzureParkingPlace on Azurite', () => {
  const containers = azuriteContainers('parked-records');

  defineParkingPlaceContract('Azure', async () => {
    const client = containers.makeClient();
    await client.create();
    const unreachable = BlobServiceClient.fromConnectionString(
      containers.azurite.connectionString.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1'),
      {
        ...trustingStorageOptions(containers.certificate),
        retryOptions: { maxTries: 1 },
      },
    );
    let current = new AzureParkingPlace(client);
    return {
      place: {
        put: records => current.put(records),
        list: folder => current.list(folder),
        read: name => current.read(name),
        remove: name => current.remove(name),
      },
      damage: async (name, content) => void (await client.getBlockBlobClient(name).upload(content, content.length)),
      breakDown: async () => {
        current = new AzureParkingPlace(unreachable.getContainerClient(client.containerName));
      },
    };
  });

  it('says which container is missing', async () => {
    const place = new AzureParkingPlace(containers.makeClient());
    const record = {
      reason: 'TooDeep' as const,
      message: 'm',
      partitionId: '0',
      offset: '0',
      sequenceNumber: 0,
      enqueuedAt: undefined,
      position: 0,
      bytes: Buffer.from('x'),
    };
    await expect(place.put([record])).rejects.toMatchObject({
      errorCode: 'ContainerNotFound',
      message: expect.stringMatching(
        /1 records cannot be parked as refused\/TooDeep\/undated\/0-.*parked-records-\d+ \(ContainerNotFound.*PARKING_CONTAINER_URL/,
      ),
    });
    await expect(place.read('undelivered/x')).rejects.toMatchObject({ errorCode: 'ContainerNotFound' });
  });
});
