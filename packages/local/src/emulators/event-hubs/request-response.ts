import type { EventContext, Sender } from 'rhea';
import type { EventHub } from './event-hub';
import { isSignedWithKey } from './shared-access-signature';

export interface Answer {
  readonly status: number;
  readonly description: string;
  readonly body?: unknown;
}

/** The answer of `$cbs`: whether the connection may open links. */
export function answerPutToken({ message }: EventContext): Answer {
  return isSignedWithKey(message?.body) ? { status: 202, description: 'Accepted' } : { status: 401, description: 'InvalidSignature' };
}

/**
 * The answer of `$management`.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-troubleshoot
 */
export function answerManagement({ message }: EventContext, eventHubs: ReadonlyMap<string, EventHub>): Answer {
  const { operation, type, name: eventHubName, partition: partitionId } = message?.application_properties ?? {};
  if (operation !== 'READ') return { status: 400, description: `Operation ${operation} is not known here.` };
  const eventHub = eventHubs.get(String(eventHubName));
  if (eventHub === undefined) return { status: 404, description: `There is no event hub ${eventHubName}.` };
  if (type === 'com.microsoft:eventhub') {
    const { name, createdOn, partitions } = eventHub;
    const body = { name, type, created_at: createdOn, partition_count: partitions.length, partition_ids: partitions.map(({ id }) => id) };
    return { status: 200, description: 'OK', body };
  }
  const partition = eventHub.partition(String(partitionId));
  if (partition === undefined) return { status: 404, description: `There is no partition ${partitionId}.` };
  const body = {
    name: eventHub.name,
    type,
    partition: partition.id,
    begin_sequence_number: partition.beginningSequenceNumber,
    last_enqueued_sequence_number: partition.lastSequenceNumber,
    last_enqueued_offset: partition.last?.offset ?? '-1',
    last_enqueued_time_utc: partition.last?.enqueuedTime ?? new Date(0),
    is_partition_empty: partition.messages.length === 0,
  };
  return { status: 200, description: 'OK', body };
}

/** Sends an answer over the link that the request names. */
export function reply({ message, session, delivery }: EventContext, answer: Answer): void {
  delivery?.accept();
  const sender = session?.find_sender((link: Sender) => link.name === message?.reply_to);
  sender?.send({
    correlation_id: message?.message_id,
    application_properties: { 'status-code': answer.status, 'status-description': answer.description },
    body: answer.body ?? null,
  });
}
