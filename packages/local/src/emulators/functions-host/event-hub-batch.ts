import type { EventHubFunction } from './registered-function';
import type { RpcInvocationRequest, RpcLong, RpcTypedData } from './rpc';

/** A message as the trigger gives it to the function. */
export interface TriggerEvent {
  readonly body: Uint8Array;
  readonly sequenceNumber: number;
  readonly offset: string;
  readonly enqueuedTime: Date;
  readonly partitionKey?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** How sequence numbers reach the function: newer Node.js workers pass 64-bit numbers on as objects. */
export type SequenceNumberShape = 'number' | 'long';

/**
 * A batch as the host's RPC carries it, with the metadata that the Event Hubs extension adds. What may surprise is the real host's doing:
 *
 * - Empty texts are left out of collections, so the array of partition keys (and of messages as text) is shorter than the batch.
 * - Offsets are texts that the library parses, so they arrive as numbers.
 * - Times carry no zone; they are UTC.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#event-metadata
 */
export function eventHubRequest(
  registered: Pick<EventHubFunction, 'bindingName' | 'isBinary' | 'eventHubName' | 'consumerGroup'>,
  partitionId: string,
  events: readonly TriggerEvent[],
  shape: SequenceNumberShape,
): RpcInvocationRequest {
  const { bindingName, isBinary, eventHubName, consumerGroup } = registered;
  const sequenceNumbers = events.map(({ sequenceNumber }) => (shape === 'long' ? toLong(sequenceNumber) : sequenceNumber));
  const data: RpcTypedData = isBinary
    ? { collectionBytes: { bytes: events.map(({ body }) => body) } }
    : collectionString(events.map(({ body }) => Buffer.from(body).toString()));
  return {
    inputData: [{ name: bindingName, data }],
    triggerMetadata: {
      PartitionContext: json({
        IsCheckpointingAfterInvocation: true,
        FullyQualifiedNamespace: '127.0.0.1',
        EventHubName: eventHubName,
        ConsumerGroup: consumerGroup,
        PartitionId: partitionId,
      }),
      PartitionKeyArray: collectionString(events.map(({ partitionKey }) => partitionKey ?? '')),
      OffsetArray: collectionString(events.map(({ offset }) => offset)),
      SequenceNumberArray: { collectionSint64: { sint64: sequenceNumbers } },
      EnqueuedTimeUtcArray: json(events.map(({ enqueuedTime }) => withoutZone(enqueuedTime))),
      PropertiesArray: json(events.map(({ properties }) => properties ?? {})),
      SystemPropertiesArray: json(events.map(systemProperties)),
    },
  };
}

const json = (value: unknown): RpcTypedData => ({ json: JSON.stringify(value) });
const collectionString = (texts: readonly string[]): RpcTypedData => ({ collectionString: { string: texts.filter(text => text !== '') } });
const withoutZone = (time: Date) => time.toISOString().slice(0, -1);

const systemProperties = ({ sequenceNumber, offset, enqueuedTime, partitionKey }: TriggerEvent) => ({
  'x-opt-sequence-number': sequenceNumber,
  'x-opt-offset': offset,
  'x-opt-enqueued-time': enqueuedTime.toISOString(),
  ...(partitionKey !== undefined && { 'x-opt-partition-key': partitionKey }),
  SequenceNumber: sequenceNumber,
  Offset: offset,
  PartitionKey: partitionKey ?? null,
  EnqueuedTimeUtc: withoutZone(enqueuedTime),
});

const toLong = (value: number): RpcLong => ({ low: value | 0, high: Math.floor(value / 2 ** 32), unsigned: false });
