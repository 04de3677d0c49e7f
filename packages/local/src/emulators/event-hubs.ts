import type { AddressInfo } from 'node:net';
import { EventHubsBroker } from './event-hubs/broker';
import { EventHub, type EventHubProps } from './event-hubs/event-hub';
import { sharedAccessKey } from './event-hubs/shared-access-signature';

export type { EventHub, EventHubProps } from './event-hubs/event-hub';
export type { PartitionLog, SentMessage, StoredMessage } from './event-hubs/partition-log';

export interface EventHubsProps {
  /** By name. */
  readonly eventHubs: Readonly<Record<string, EventHubProps>>;
  /** The time of arrival, in milliseconds since 1970. @default the real time */
  readonly now?: () => number;
}

export interface EventHubs {
  /** For any Event Hubs client; it names no event hub. */
  readonly connectionString: string;
  /** Adds an event hub while clients are connected. */
  createEventHub(name: string, props: EventHubProps): EventHub;
  /** What an event hub holds; tests also append to it, or drop the oldest messages. @throws when there is none of this name */
  eventHub(name: string): EventHub;
  /** Ends at once, also connections. */
  stop(): Promise<void>;
}

/**
 * Starts a stand-in for an Event Hubs namespace on a free port of 127.0.0.1: AMQP 1.0 as the Azure SDK's clients speak it, in memory.
 *
 * Kept: partitions, sequence numbers, offsets, batches, partition keys, start positions, epochs, retention, the limit of 1 MB per message or
 * batch. Not kept: capture, throttling, geo-replication, idempotent producers.
 */
export async function startEventHubs({ eventHubs, now = Date.now }: EventHubsProps): Promise<EventHubs> {
  const hubs = new Map(Object.entries(eventHubs).map(([name, props]) => [name, new EventHub(name, props, now)]));
  const broker = new EventHubsBroker(hubs);
  const { port } = await broker.listen();
  return {
    connectionString: connectionString(port),
    createEventHub: (name, props) => {
      const hub = new EventHub(name, props, now);
      hubs.set(name, hub);
      return hub;
    },
    eventHub: name => {
      const hub = hubs.get(name);
      if (hub === undefined) throw new RangeError(`There is no event hub ${name}. There are: ${[...hubs.keys()].join(', ')}.`);
      return hub;
    },
    stop: () => broker.stop(),
  };
}

/** `UseDevelopmentEmulator` makes the SDK's clients speak AMQP without TLS. */
const connectionString = (port: AddressInfo['port']) =>
  `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=${sharedAccessKey.name};SharedAccessKey=${sharedAccessKey.key};UseDevelopmentEmulator=true`;
