import type { AmqpError } from 'rhea';

/**
 * The conditions with which Event Hubs closes a link or refuses a message.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-messaging-exceptions
 */
export const amqpErrors = {
  notFound: (what: string): AmqpError => ({
    condition: 'amqp:not-found',
    description: `The messaging entity '${what}' could not be found.`,
  }),
  unauthorized: (): AmqpError => ({ condition: 'amqp:unauthorized-access', description: 'No current token was put on this connection.' }),
  stolen: (partitionId: string, epoch: number | undefined): AmqpError => ({
    condition: 'amqp:link:stolen',
    description: `New receiver with epoch '${epoch}' is created for partition ${partitionId}: this receiver is disconnected.`,
  }),
  epochTooLow: (partitionId: string, epoch: number | undefined, current: number): AmqpError => ({
    condition: 'amqp:link:stolen',
    description: `A receiver with epoch '${current}' already exists for partition ${partitionId}; '${epoch ?? 'none'}' is lower.`,
  }),
  tooManyReceivers: (partitionId: string): AmqpError => ({
    condition: 'amqp:resource-limit-exceeded',
    description: `More than 5 receivers without an epoch for partition ${partitionId} in one consumer group.`,
  }),
  invalidArgument: (description: string): AmqpError => ({ condition: 'com.microsoft:argument-error', description }),
  messageTooLarge: (bytes: number, maxBytes: number): AmqpError => ({
    condition: 'amqp:link:message-size-exceeded',
    description: `The received message (${bytes} bytes) exceeds the limit (${maxBytes} bytes) currently allowed on the link.`,
  }),
};
