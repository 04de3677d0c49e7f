import type { ParkingReason } from '@audit-bridge/parked-records';
import { type GeneratedRecord, generateRecords } from '@audit-bridge/sample-records';
import type { Random } from '../simulator/random';

/** What must become of a record: the stream takes it, or it is refused for good with this reason. */
export type Fate = 'deliver' | Exclude<ParkingReason, 'Undelivered'>;

export interface RecordTruth {
  readonly bytes: Buffer;
  readonly fate: Fate;
}

/** A message of the event hub, known by construction: nobody has to cut it. */
export interface MessageTruth {
  readonly body: Buffer;
  /** Undefined where the message as a whole must be refused. */
  readonly records: readonly RecordTruth[] | undefined;
}

export interface TrafficOptions {
  readonly startTime: number;
  readonly recordCount: number;
  readonly unmappable: number;
  readonly subscriptionIds: readonly string[];
  readonly maxRowBytes: number;
  /** Whether the stream calls a request with this row invalid. */
  readonly invalidates: (bytes: Buffer) => boolean;
}

const partitionKeyBytes = 8;

/** Messages as Azure Monitor sends them, and whatever else may end up in an event hub. */
export function drawTraffic(random: Random, options: TrafficOptions): MessageTruth[] {
  const records = [
    ...generateRecords({
      seed: random.integer(0, 2 ** 31),
      count: options.recordCount,
      startTime: new Date(options.startTime).toISOString(),
      days: 0.02,
      subscriptionIds: options.subscriptionIds,
      tenantId: '0e7a5f7c-3c1d-4f0e-9a55-5f6a7b8c9d0e',
      unmappable: options.unmappable,
    }),
  ];
  const messages: MessageTruth[] = [];
  for (let index = 0; index < records.length; ) {
    const group = records.slice(index, index + random.pick([1, 1, 2, 4, 10]));
    index += group.length;
    messages.push(...messagesOf(random, group, options));
    if (random.chance(0.06)) messages.push(drawOddity(random));
  }
  return messages;
}

function messagesOf(random: Random, group: readonly GeneratedRecord[], options: TrafficOptions): MessageTruth[] {
  const spoiled = group.filter(({ expected }) => spoilsMessage(expected));
  const records = group.filter(({ expected }) => !spoilsMessage(expected)).map(record => truthOf(random, record, options));
  return [
    ...spoiled.map(({ bytes }) => ({ body: enclose([bytes], ','), records: undefined })),
    ...(records.length === 0 ? [] : [{ body: bodyOf(random, records), records }]),
  ];
}

const spoilsMessage = (expected: GeneratedRecord['expected']) => expected === 'MalformedJson' || expected === 'InvalidUtf8';

function truthOf(random: Random, { bytes, expected }: GeneratedRecord, options: TrafficOptions): RecordTruth {
  if (expected === 'NotAnObject' || expected === 'TooDeep' || expected === 'UnknownSubscription') return { bytes, fate: expected };
  const given = random.chance(0.02) ? padded(bytes, options.maxRowBytes + random.integer(1, 2_000)) : bytes;
  if (given.length + partitionKeyBytes > options.maxRowBytes) return { bytes: given, fate: 'TooLarge' };
  return { bytes: given, fate: options.invalidates(given) ? 'RefusedByStream' : 'deliver' };
}

/** White space within a record is part of its bytes. */
function padded(bytes: Buffer, lengthBytes: number): Buffer {
  const filling = Buffer.alloc(Math.max(0, lengthBytes - bytes.length), ' ');
  return Buffer.concat([bytes.subarray(0, -1), filling, bytes.subarray(-1)]);
}

function bodyOf(random: Random, records: readonly RecordTruth[]): Buffer {
  const parts = records.map(({ bytes }) => bytes);
  const comma = random.chance(0.2) ? ' ,\r\n\t' : ',';
  const [only] = records;
  if (only !== undefined && records.length === 1 && only.fate === 'deliver' && random.chance(0.2)) return only.bytes;
  const mark = random.chance(0.03) ? Buffer.from([0xef, 0xbb, 0xbf]) : Buffer.alloc(0);
  return Buffer.concat([mark, random.chance(0.1) ? list(parts, comma) : enclose(parts, comma)]);
}

function list(parts: readonly Buffer[], comma: string): Buffer {
  const separated = parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(comma), part]));
  return Buffer.concat([Buffer.from('['), ...separated, Buffer.from(']')]);
}

const enclose = (parts: readonly Buffer[], comma: string) =>
  Buffer.concat([Buffer.from('{"records":'), list(parts, comma), Buffer.from('}')]);

function drawOddity(random: Random): MessageTruth {
  // A number, so that no two have the same bytes.
  const number = random.integer(0, 2 ** 31);
  return random.pick<MessageTruth>([
    { body: Buffer.alloc(0), records: undefined },
    { body: Buffer.from(`{"records":[{"n":${number}`), records: undefined },
    { body: Buffer.concat([Buffer.from(`{"n":${number},"t":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), records: undefined },
    { body: Buffer.from('{"records":[]}'), records: [] },
    { body: Buffer.from(`{"records":["${number}"]}`), records: [{ bytes: Buffer.from(`"${number}"`), fate: 'NotAnObject' }] },
  ]);
}
