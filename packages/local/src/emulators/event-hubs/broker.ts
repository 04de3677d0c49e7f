import type { AddressInfo, Server, Socket } from 'node:net';
import type { AmqpError, Connection, Container, EventContext, Message, Sender } from 'rhea';
import { amqpErrors } from './amqp-errors';
import { decodeTransfer } from './amqp-message';
import type { EventHub } from './event-hub';
import { parseEventPosition } from './event-position';
import { type LinkAddress, parseLinkAddress } from './link-address';
import type { PartitionLog } from './partition-log';
import { PartitionReceivers } from './partition-receivers';
import { answerManagement, answerPutToken, reply } from './request-response';
import { rhea } from './rhea';

/** Of a message or a batch: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
export const maxMessageBytes = 1_048_576;

const epochProperty = 'com.microsoft:epoch';
const selectorFilter = 'apache.org:selector-filter:string';

/** Speaks AMQP: opens links, passes messages between them and the event hubs. */
export class EventHubsBroker {
  readonly #eventHubs: ReadonlyMap<string, EventHub>;
  readonly #receivers = new Map<string, PartitionReceivers>();
  /** Connections on which a good token was put. */
  readonly #authorized = new WeakSet<Connection>();
  readonly #container: Container;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(eventHubs: ReadonlyMap<string, EventHub>) {
    this.#eventHubs = eventHubs;
    this.#container = rhea.create_container({ id: 'event-hubs' });
    this.#container.sasl_server_mechanisms.enable_anonymous();
    this.#container.on('sender_open', (context: EventContext) => this.#openSender(context));
    this.#container.on('receiver_open', (context: EventContext) => this.#openReceiver(context));
    this.#container.on('message', (context: EventContext) => this.#take(context));
    // A client that goes away is no error of the broker's; without a listener rhea throws.
    for (const event of ['error', 'protocol_error', 'connection_error', 'disconnected']) this.#container.on(event, () => {});
  }

  async listen(): Promise<AddressInfo> {
    const server = this.#container.listen({
      host: '127.0.0.1',
      port: 0,
      max_frame_size: 65_536,
      receiver_options: { autoaccept: false, credit_window: 1_000, max_message_size: maxMessageBytes },
    });
    server.on('connection', socket => this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket))));
    await new Promise((resolve, reject) => server.once('error', reject).once('listening', resolve));
    this.#server = server;
    return server.address() as AddressInfo;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** A link on which the broker sends: to a consumer, or answers. */
  #openSender({ sender, connection }: EventContext): void {
    if (sender === undefined) return;
    sender.set_source(sender.source);
    sender.set_target(sender.target);
    const refusal = this.#openConsumer(sender, connection);
    if (refusal !== undefined) sender.close(refusal);
  }

  #openConsumer(sender: Sender, connection: Connection): AmqpError | undefined {
    const address = parseLinkAddress(sender.source?.address);
    if (address?.kind === 'cbs') return undefined;
    if (!this.#authorized.has(connection)) return amqpErrors.unauthorized();
    if (address?.kind === 'management') return undefined;
    const partition = address?.kind === 'consumer' ? this.#partitionFor(address) : undefined;
    if (partition === undefined) return amqpErrors.notFound(String(sender.source?.address));

    const selector = filterOf(sender);
    const position = parseEventPosition(selector);
    if (position === undefined) return amqpErrors.invalidArgument(`The filter ${selector} is not known.`);
    const epoch = sender.properties?.[epochProperty];
    const receivers = this.#receiversOf(sender.source.address, partition);
    const remove = () => receivers.remove(sender);
    for (const event of ['sender_close', 'sender_error', 'session_close']) sender.on(event, remove);
    connection.on('disconnected', remove);
    return receivers.add(sender, partition.sequenceNumberAt(position), epoch === undefined ? undefined : Number(epoch));
  }

  #partitionFor({ eventHubName, consumerGroup, partitionId }: Extract<LinkAddress, { kind: 'consumer' }>): PartitionLog | undefined {
    const eventHub = this.#eventHubs.get(eventHubName);
    return eventHub?.hasConsumerGroup(consumerGroup) ? eventHub.partition(partitionId) : undefined;
  }

  #receiversOf(address: string, partition: PartitionLog): PartitionReceivers {
    const key = address.toLowerCase();
    const receivers = this.#receivers.get(key) ?? new PartitionReceivers(partition);
    this.#receivers.set(key, receivers);
    return receivers;
  }

  /** A link on which the broker receives: from a producer, or requests. */
  #openReceiver({ receiver, connection }: EventContext): void {
    if (receiver === undefined) return;
    receiver.set_source(receiver.source);
    receiver.set_target(receiver.target);
    const address = parseLinkAddress(receiver.target?.address);
    if (address?.kind === 'cbs') return;
    const refusal = this.#authorized.has(connection) ? this.#refuseProducer(address) : amqpErrors.unauthorized();
    if (refusal !== undefined) receiver.close(refusal);
  }

  #refuseProducer(address: LinkAddress | undefined): AmqpError | undefined {
    if (address?.kind === 'management') return undefined;
    if (address?.kind !== 'producer') return amqpErrors.notFound('');
    const { eventHubName, partitionId } = address;
    const eventHub = this.#eventHubs.get(eventHubName);
    const exists = eventHub !== undefined && (partitionId === undefined || eventHub.partition(partitionId) !== undefined);
    return exists ? undefined : amqpErrors.notFound(eventHubName);
  }

  #take(context: EventContext): void {
    const { receiver, connection } = context;
    const address = parseLinkAddress(receiver?.target?.address);
    if (address?.kind === 'cbs') {
      const answer = answerPutToken(context);
      if (answer.status < 300) this.#authorized.add(connection);
      reply(context, answer);
      return;
    }
    if (address?.kind === 'management') reply(context, answerManagement(context, this.#eventHubs));
    if (address?.kind !== 'producer') return;
    const eventHub = this.#eventHubs.get(address.eventHubName);
    if (eventHub !== undefined) append(context, eventHub, address.partitionId);
  }
}

function append(context: EventContext, eventHub: EventHub, partitionId: string | undefined): void {
  const { delivery } = context;
  // In a format other than AMQP's own, rhea leaves the bytes alone; its types know nothing of that.
  const { message, format } = context as { readonly message?: Message | Buffer; readonly format?: number };
  if (message === undefined) return;
  const bytes = Buffer.isBuffer(message) ? message.length : 0;
  if (bytes > maxMessageBytes) {
    delivery?.reject(amqpErrors.messageTooLarge(bytes, maxMessageBytes));
    return;
  }
  const messages = decodeTransfer(message, format);
  if (partitionId === undefined) eventHub.append(messages);
  else eventHub.partition(partitionId)?.append(messages);
  delivery?.accept();
}

function filterOf(sender: Sender): string | undefined {
  const filter = (sender.source as { readonly filter?: Record<string, unknown> }).filter?.[selectorFilter];
  if (filter === undefined || filter === null) return undefined;
  return String((filter as { readonly value?: unknown }).value ?? filter);
}
