import { operatedNames } from '@audit-bridge/naming';
import { azureFedStore } from '@audit-bridge/operations/fed/azure-fed-store';
import type { FedItem } from '@audit-bridge/operations/fed/fed-item';
import { FedRegister } from '@audit-bridge/operations/fed/fed-register';
import type { ContainerClient } from '@azure/storage-blob';
import { localNames } from '../environment/local-environment';
import type { RecordSource } from '../records/record-source';
import { hubMessages, isSendable } from './hub-messages';

/** Messages that are held in memory at once. */
const maxMessages = 100;

/** Takes down what the run itself has put into the event hub, as `bridge feed` does: to who asks later it is one more feed. */
export async function registerInput(parkingContainer: ContainerClient, source: RecordSource): Promise<void> {
  const register = new FedRegister(azureFedStore(parkingContainer, operatedNames(localNames).fedPrefix));
  let items: FedItem[] = [];
  // It was sent, and was forwarded, before.
  const keep = () => register.keep(items, 'run', async () => {});
  for await (const message of hubMessages(source.read())) {
    if (!isSendable(message)) continue;
    items.push({ kind: 'message', bytes: message.bytes });
    if (items.length < maxMessages) continue;
    await keep();
    items = [];
  }
  if (items.length > 0) await keep();
}
