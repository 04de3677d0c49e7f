import type { EventHubProducerClient } from '@azure/event-hubs';
import type { EnvironmentContext } from '../bridge-command';
import type { FedItem } from '../fed/fed-item';
import type { FedRegister } from '../fed/fed-register';
import { hubBatches } from './hub-batches';
import { type HubMessage, hubMessages } from './hub-messages';
import type { SampleTraffic } from './sample-traffic';
import { sentSoFar } from './sent-so-far';

export interface FedHub {
  readonly hub: EventHubProducerClient;
  /** Takes down what is sent: the hub itself shows it to nobody later. */
  readonly register: FedRegister;
}

type HubContext = Pick<EnvironmentContext, 'interruption' | 'print' | 'progress'>;

/**
 * Sends records. Before them once more what an earlier feed has left open, because it stopped before the hub's answer was written down: what the hub had taken all the
 * same then arrives twice, with the same ids.
 *
 * @returns how many records the hub has taken; fewer than asked for when the command was interrupted
 */
export async function feedHub({ hub, register }: FedHub, traffic: SampleTraffic, context: HubContext): Promise<number> {
  const { interruption, progress } = context;
  let sent = 0;
  try {
    await sendLeftOpen({ hub, register }, context);
    for await (const { batch, messages } of hubBatches(hub, hubMessages(traffic.records))) {
      if (interruption.isRequested) return sent;
      await register.keep(messages.map(itemOf), 'feed', () => hub.sendBatch(batch));
      sent += messages.reduce((sum, { records }) => sum + records, 0);
      progress(sentSoFar(sent, traffic.count));
    }
    return sent;
  } finally {
    await hub.close();
  }
}

const itemOf = ({ body }: HubMessage): FedItem => ({ kind: 'message', bytes: body });

async function sendLeftOpen({ hub, register }: FedHub, { interruption, print }: HubContext): Promise<void> {
  let messages = 0;
  for await (const entry of register.list()) {
    if (interruption.isRequested) break;
    if (entry.by !== 'feed' || entry.confirmedAt !== undefined) continue;
    const items = await register.read(entry);
    const bodies = items.map(({ bytes }) => ({ body: bytes }));
    for await (const { batch } of hubBatches(hub, bodies)) await hub.sendBatch(batch);
    await register.confirm(entry);
    messages += items.length;
  }
  if (messages > 0) print(`${messages.toLocaleString('en')} messages that an earlier feed had perhaps not sent were sent once more.`);
}
