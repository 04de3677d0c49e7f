import type { Message } from 'rhea';
import type { SentMessage, StoredMessage } from './partition-log';
import { rhea } from './rhea';

const { message, types } = rhea;

/** rhea's types have two of the same name: one for events, one for what its decoder returns. */
type DecodedMessage = Message | ReturnType<typeof message.decode>;

/** Of a transfer that holds several messages: https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-troubleshoot */
export const batchedMessageFormat = 0x80013700;

const partitionKeyAnnotation = 'x-opt-partition-key';
const headerNames = ['message_id', 'user_id', 'to', 'subject', 'correlation_id', 'content_type', 'content_encoding', 'group_id'] as const;

/** The messages of one transfer: the message itself, or, in the batched format, one in each data section of an outer message. */
export function decodeTransfer(transfer: DecodedMessage | Buffer, format: number | undefined): readonly SentMessage[] {
  if (!Buffer.isBuffer(transfer)) return [decodeMessage(transfer)];
  const outer = message.decode(transfer);
  if (format !== batchedMessageFormat) return [decodeMessage(outer)];
  const partitionKey = outer.message_annotations?.[partitionKeyAnnotation];
  return dataSections(outer).map(section => {
    const inner = decodeMessage(message.decode(section));
    return { ...(partitionKey !== undefined && { partitionKey }), ...inner };
  });
}

function decodeMessage(decoded: DecodedMessage): SentMessage {
  const partitionKey = decoded.message_annotations?.[partitionKeyAnnotation];
  const header = Object.fromEntries(headerNames.filter(name => decoded[name] !== undefined).map(name => [name, decoded[name]]));
  return {
    body: Buffer.concat(dataSections(decoded)),
    ...(decoded.application_properties !== undefined && { properties: decoded.application_properties }),
    ...(Object.keys(header).length > 0 && { header }),
    ...(partitionKey !== undefined && { partitionKey }),
  };
}

const dataSectionCode = 0x75;

/** The data sections of a message's body. Event Hubs keeps other bodies too; Azure Monitor sends none, so they are refused here. */
function dataSections({ body }: DecodedMessage): readonly Buffer[] {
  if (Buffer.isBuffer(body)) return [body];
  if (body?.typecode !== dataSectionCode) throw new TypeError('Only messages with data sections are kept here.');
  const content: unknown[] = body.multiple ? body.content : [body.content];
  return content.map(section => (Buffer.isBuffer(section) ? section : Buffer.alloc(0)));
}

/** The encoded message, with the annotations that Event Hubs gives it. */
export function encodeMessage({ body, properties, header, partitionKey, sequenceNumber, offset, enqueuedTime }: StoredMessage): Buffer {
  return message.encode({
    ...header,
    ...(properties !== undefined && { application_properties: properties }),
    message_annotations: {
      'x-opt-sequence-number': types.wrap_long(sequenceNumber),
      'x-opt-offset': offset,
      'x-opt-enqueued-time': types.wrap_timestamp(enqueuedTime.getTime()),
      ...(partitionKey !== undefined && { [partitionKeyAnnotation]: partitionKey }),
    },
    body: message.data_section(body),
  });
}
