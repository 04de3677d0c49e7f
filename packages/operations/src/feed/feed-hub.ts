import type { EventDataBatch, EventHubProducerClient } from '@azure/event-hubs';
import type { EnvironmentContext } from '../bridge-command';
import { MessageTooLargeError } from './errors';
import { type HubMessage, hubMessages } from './hub-messages';
import type { SampleTraffic } from './sample-traffic';
import { sentSoFar } from './sent-so-far';

/** @returns how many records the hub has taken; fewer than asked for when the command was interrupted */
export async function feedHub(
  hub: EventHubProducerClient,
  traffic: SampleTraffic,
  { interruption, progress }: Pick<EnvironmentContext, 'interruption' | 'progress'>,
): Promise<number> {
  let sent = 0;
  try {
    let batch = await hub.createBatch();
    let inBatch = 0;
    const flush = async () => {
      if (batch.count === 0) return;
      await hub.sendBatch(batch);
      sent += inBatch;
      progress(sentSoFar(sent, traffic.count));
      inBatch = 0;
    };
    for (const message of hubMessages(traffic.records)) {
      if (!tryAdd(batch, message)) {
        await flush();
        if (interruption.isRequested) return sent;
        batch = await hub.createBatch();
        if (!tryAdd(batch, message)) throw new MessageTooLargeError(message.body.length);
      }
      inBatch += message.records;
    }
    await flush();
    return sent;
  } finally {
    await hub.close();
  }
}

/** As bytes: the SDK would print a text as JSON of its own. */
function tryAdd(batch: EventDataBatch, { body }: HubMessage): boolean {
  return batch.tryAdd({ body });
}
