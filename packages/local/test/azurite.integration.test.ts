import type { ContainerClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../src/emulators/azurite';
import { connectToAzurite } from '../src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../src/emulators/certificate';

describe('startAzurite', () => {
  let certificate: Certificate;
  let azurite: Azurite;
  let container: ContainerClient;

  beforeAll(async () => {
    certificate = await createCertificate();
    azurite = await startAzurite({ certificate });
    container = connectToAzurite(azurite, certificate).getContainerClient('insights-activity-logs');
    await container.create();
  }, 60_000);
  afterAll(async () => {
    await azurite.stop();
    await certificate.stop();
  });

  it('grows an append blob and reads ranges of it', async () => {
    const blob = container.getAppendBlobClient('a/b/PT1H.json');
    await blob.create();
    await blob.appendBlock('first\n', 6);
    await blob.appendBlock('second\n', 7);
    expect((await blob.downloadToBuffer(6)).toString()).toBe('second\n');
  });

  it('takes nobody without the certificate', async () => {
    await expect(fetch(azurite.accountUrl)).rejects.toThrow('fetch failed');
  });
});
