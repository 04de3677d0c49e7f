import { findSubscriptions, hourPrefixes } from '@audit-bridge/activity-log-blobs';
import { AzureBlobContainer } from '@audit-bridge/activity-log-blobs/azure-blob-container';
import { unwrapMessage } from '@audit-bridge/activity-log-forwarder/unwrap-message';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { startAzurite } from '@audit-bridge/local/emulators/azurite';
import { connectToAzurite } from '@audit-bridge/local/emulators/azurite-client';
import { createCertificate } from '@audit-bridge/local/emulators/certificate';
import { type EventHubs, startEventHubs } from '@audit-bridge/local/emulators/event-hubs';
import { Running } from '@audit-bridge/local/emulators/running';
import { operatedNames } from '@audit-bridge/naming';
import type { AzureConnections } from '@audit-bridge/operations/clouds/azure-connections';
import { EventHubProducerClient } from '@azure/event-hubs';
import type { BlobServiceClient } from '@azure/storage-blob';
import { namesOf } from './sandbox-on-stand-ins';

const maxBlobBytes = 16 * 1024 * 1024;

/** One sandbox's event hub and its containers, on a broker and on Azurite, with what the pipelines find in them. */
export class SandboxSources {
  private constructor(
    private readonly storage: BlobServiceClient,
    private readonly hubs: EventHubs,
    private readonly owner: string,
    private readonly running: Running,
  ) {}

  static async start(owner: string): Promise<SandboxSources> {
    const running = new Running();
    const certificate = await running.add(createCertificate());
    const { activityLogContainer, eventHub, parkingContainer } = operatedNames(namesOf(owner));
    const [azurite, hubs] = await Promise.all([
      running.add(startAzurite({ certificate })),
      running.add(startEventHubs({ eventHubs: { [eventHub]: { partitionCount: 2 } } })),
    ]);
    const storage = connectToAzurite(azurite, certificate);
    for (const name of [activityLogContainer, parkingContainer]) await storage.getContainerClient(name).create();
    return new SandboxSources(storage, hubs, owner, running);
  }

  /** For a command. */
  get connections(): Partial<AzureConnections> {
    const { activityLogContainer, eventHub, parkingContainer } = this.#names;
    return {
      eventHub: () => new EventHubProducerClient(this.hubs.connectionString, eventHub),
      activityLogContainer: () => this.storage.getContainerClient(activityLogContainer),
      parkingContainer: () => this.storage.getContainerClient(parkingContainer),
    };
  }

  /** Records as the forwarder cuts them out of the hub's messages. */
  recordsInHub(): readonly string[] {
    const messages = this.hubs.eventHub(this.#names.eventHub).partitions.flatMap(partition => partition.messages);
    return messages.flatMap(({ body }) => {
      const outcome = unwrapMessage(Buffer.from(body));
      if (outcome.kind === 'malformed') throw new Error(outcome.message);
      return outcome.records.map(({ text }) => text);
    });
  }

  /** Records of a subscription as the aggregator finds their blobs, and the processor reads them. */
  async recordsInContainer(subscriptionId: string, from: number, to: number): Promise<readonly string[]> {
    const client = this.storage.getContainerClient(this.#names.activityLogContainer);
    const container = new AzureBlobContainer({ client, clock: systemClock, randomness: systemRandomness });
    const { folders, foreignFolders } = await findSubscriptions(container);
    if (foreignFolders.length > 0) throw new Error(`${foreignFolders.join(', ')} would be read by nobody.`);
    const texts: string[] = [];
    for (const folder of folders.get(subscriptionId) ?? [])
      for (const { prefix } of hourPrefixes(from, to))
        for await (const { path } of container.listBlobs(folder + prefix)) {
          const range = await container.read(path, 0, maxBlobBytes);
          texts.push(...(range?.bytes.toString() ?? '').split('\n'));
        }
    return texts.map(text => text.trim()).filter(text => text !== '');
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  get #names() {
    return operatedNames(namesOf(this.owner));
  }
}
