import type { ContainerClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../src/emulators/azurite';
import { connectToAzurite } from '../src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../src/emulators/certificate';

export interface AzuriteContainers {
  readonly azurite: Azurite;
  readonly certificate: Certificate;
  /** Of a container that nobody has used, and that does not exist yet. */
  makeClient(): ContainerClient;
}

/** One Azurite for a suite, from before its first test to after its last. @param name begins the names of its containers */
export function azuriteContainers(name: string): AzuriteContainers {
  const started: { azurite?: Azurite; certificate?: Certificate } = {};
  let containers = 0;

  beforeAll(async () => {
    started.certificate = await createCertificate();
    started.azurite = await startAzurite({ certificate: started.certificate });
  }, 60_000);

  afterAll(async () => {
    await started.azurite?.stop();
    await started.certificate?.stop();
  });

  return {
    get azurite() {
      return running(started.azurite);
    },
    get certificate() {
      return running(started.certificate);
    },
    makeClient() {
      return connectToAzurite(this.azurite, this.certificate).getContainerClient(`${name}-${++containers}`);
    },
  };
}

function running<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Azurite is there only while the tests of its suite run.');
  return value;
}
