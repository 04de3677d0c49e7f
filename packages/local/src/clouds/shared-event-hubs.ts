import { operatedNames } from '@audit-bridge/naming';
import { type EventHubs, startEventHubs } from '../emulators/event-hubs';
import { Running } from '../emulators/running';
import { localNames } from '../environment/local-environment';

export interface SharedEventHubs extends EventHubs {
  /** What speaks with an event hub: stopped before it, for its clients wait long for a connection that was cut. */
  readonly clients: Running;
}

/** As deployed. */
export const consumerGroup = 'audit-bridge';
export const eventHubName = operatedNames(localNames).eventHub;
const partitionCount = 4;

/** The namespace with the activity log's event hub. */
export async function startSharedEventHubs(): Promise<SharedEventHubs> {
  const clients = new Running();
  const eventHubs = await startEventHubs({ eventHubs: { [eventHubName]: { partitionCount, consumerGroups: [consumerGroup] } } });
  const stop = async () => {
    await clients.stop();
    await eventHubs.stop();
  };
  return { ...eventHubs, clients, stop };
}
