import { EventHubProducerClient } from '@azure/event-hubs';
import type { HubMessage } from './hub-messages';

/**
 * Sends messages through Microsoft's own client, to one partition after the other. Each message goes on its own, as Azure Monitor's do, and in the order of
 * the input: so the same input has the same partitions and sequence numbers in every run.
 */
export class HubSender {
  readonly #producer: EventHubProducerClient;
  #partitionIds: readonly string[] = [];
  #sent = 0;

  constructor(connectionString: string, eventHubName: string) {
    this.#producer = new EventHubProducerClient(connectionString, eventHubName);
  }

  /** Messages that the event hub has taken. */
  get sent(): number {
    return this.#sent;
  }

  async send({ bytes }: HubMessage): Promise<void> {
    if (this.#partitionIds.length === 0) this.#partitionIds = await this.#producer.getPartitionIds();
    const partitionId = this.#partitionIds[this.#sent % this.#partitionIds.length];
    await this.#producer.sendBatch([{ body: bytes }], { partitionId });
    this.#sent += 1;
  }

  async stop(): Promise<void> {
    await this.#producer.close();
  }
}
