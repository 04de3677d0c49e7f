import type { EventDataBatch, EventHubProducerClient } from '@azure/event-hubs';
import { MessageTooLargeError } from './errors';

export interface HubBatch<Message> {
  readonly batch: EventDataBatch;
  readonly messages: readonly Message[];
}

/**
 * Messages as the event hub takes them in one request: all of them or none.
 *
 * @throws {MessageTooLargeError}
 */
export async function* hubBatches<Message extends { readonly body: Buffer }>(
  hub: Pick<EventHubProducerClient, 'createBatch'>,
  messages: Iterable<Message>,
): AsyncGenerator<HubBatch<Message>> {
  let batch = await hub.createBatch();
  let inBatch: Message[] = [];
  for (const message of messages) {
    // As bytes: the SDK would print a text as JSON of its own.
    if (!batch.tryAdd({ body: message.body })) {
      if (inBatch.length > 0) yield { batch, messages: inBatch };
      batch = await hub.createBatch();
      inBatch = [];
      if (!batch.tryAdd({ body: message.body })) throw new MessageTooLargeError(message.body.length);
    }
    inBatch.push(message);
  }
  if (inBatch.length > 0) yield { batch, messages: inBatch };
}
