import { UnusableTriggerInputError } from './errors';
import type { HubMessage, HubMessages } from './hub-message';

type Metadata = Readonly<Record<string, unknown>>;

/**
 * The trigger's input as messages with their places. The metadata has one list per property, each as long as the messages.
 *
 * @param bodies what the trigger passes for cardinality many and data type binary
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#event-metadata
 * @throws {UnusableTriggerInputError} when bytes, partition or sequence numbers are not there: nothing could be kept as it was, or found again
 */
export function readHubMessages(bodies: unknown, metadata: Metadata = {}): HubMessages {
  if (!Array.isArray(bodies)) throw new UnusableTriggerInputError('The trigger passed no list of messages.');
  const offsets = listOf(metadata, 'offsetStringArray') ?? listOf(metadata, 'offsetArray');
  const sequenceNumbers = listOf(metadata, 'sequenceNumberArray');
  const times = listOf(metadata, 'enqueuedTimeUtcArray');
  return {
    partitionId: partitionOf(metadata),
    messages: bodies.map<HubMessage>((body, index) => ({
      bytes: bytesOf(body, index),
      offset: String(integerText(offsets?.[index]) ?? offsets?.[index] ?? 'unknown'),
      sequenceNumber: sequenceNumberOf(sequenceNumbers?.[index], index),
      enqueuedAt: timeOf(times?.[index]),
    })),
  };
}

function bytesOf(body: unknown, index: number): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new UnusableTriggerInputError(`Message ${index} came as ${typeof body}, not as bytes: numbers and keys of it may be lost already.`);
}

function partitionOf(metadata: Metadata): string {
  for (const name of ['partitionContext', 'triggerPartitionContext']) {
    const context = metadata[name];
    const partitionId = typeof context === 'object' && context !== null && 'partitionId' in context ? context.partitionId : undefined;
    if (typeof partitionId === 'string' && partitionId !== '') return partitionId;
  }
  throw new UnusableTriggerInputError('The trigger did not say which partition the messages are from.');
}

function sequenceNumberOf(value: unknown, index: number): number {
  const number = Number(integerText(value) ?? Number.NaN);
  if (Number.isSafeInteger(number)) return number;
  throw new UnusableTriggerInputError(`The trigger did not say which sequence number message ${index} has.`);
}

/** A number, a text of digits, or the two halves that the host's 64 bit numbers can come in. */
function integerText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return /^\d+$/.test(value) ? value : undefined;
  if (typeof value !== 'object' || value === null || !('low' in value) || !('high' in value)) return undefined;
  return String((BigInt(Number(value.high)) << 32n) | BigInt(Number(value.low) >>> 0));
}

/** As ISO 8601 in UTC: the host's own spelling has seven digits and now and then no Z, and names of blobs are made from it. */
function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function listOf(metadata: Metadata, name: string): readonly unknown[] | undefined {
  const value = metadata[name];
  return Array.isArray(value) ? value : undefined;
}
