import { DamagedParkedRecordsError } from './errors';
import { type ParkedRecord, type ParkingReason, parkingReasons } from './parked-record';

/** A multiple of three, so that the parts' base64 joins to that of the whole. */
const base64PartBytes = 3 * 256 * 1024;

/**
 * The content of a blob: one JSON line a record,
 * `{reason, message, partitionId, offset, sequenceNumber, enqueuedAt?, position?, redrives?, lengthBytes, bytesBase64}`.
 * Base64, because a message may be no text at all.
 */
export function writeParkedRecords(records: readonly ParkedRecord[]): Buffer {
  const pieces: Buffer[] = [];
  for (const record of records) {
    pieces.push(headOf(record));
    for (let from = 0; from < record.bytes.length; from += base64PartBytes) {
      pieces.push(Buffer.from(record.bytes.toString('base64', from, from + base64PartBytes), 'latin1'));
    }
    pieces.push(lineEnd);
  }
  return Buffer.concat(pieces);
}

const lineEnd = Buffer.from('"}\n');

/** Its members in one order, whatever order the record has them in: the blob's name is made from these bytes. */
function headOf({ bytes, enqueuedAt, message, offset, partitionId, position, reason, redrives, sequenceNumber }: ParkedRecord): Buffer {
  const head = { reason, message, partitionId, offset, sequenceNumber, enqueuedAt, position, redrives, lengthBytes: bytes.length };
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"bytesBase64":"`);
}

/**
 * Reads what `writeParkedRecords` wrote, and nothing else.
 *
 * @throws {DamagedParkedRecordsError} naming the line that is not as it must be
 */
export function readParkedRecords(content: Buffer): readonly ParkedRecord[] {
  if (content.length === 0 || content.at(-1) !== 0x0a) throw new DamagedParkedRecordsError('The blob ends within a line: it was cut.');
  const records: ParkedRecord[] = [];
  for (let from = 0, line = 1; from < content.length; line++) {
    const end = content.indexOf(0x0a, from);
    records.push(readParkedRecord(content.toString('utf8', from, end), line));
    from = end + 1;
  }
  return records;
}

function readParkedRecord(text: string, line: number): ParkedRecord {
  const { reason, message, partitionId, offset, sequenceNumber, enqueuedAt, position, redrives, lengthBytes, bytesBase64 } = parseFields(
    text,
    line,
  );
  const bytes = Buffer.from(typeof bytesBase64 === 'string' ? bytesBase64 : '', 'base64');
  const isWhole =
    isReason(reason) &&
    typeof message === 'string' &&
    typeof partitionId === 'string' &&
    typeof offset === 'string' &&
    isIndex(sequenceNumber) &&
    (enqueuedAt === undefined || typeof enqueuedAt === 'string') &&
    (position === undefined || isIndex(position)) &&
    (redrives === undefined || isIndex(redrives)) &&
    bytes.length === lengthBytes &&
    bytes.toString('base64') === bytesBase64;
  if (!isWhole) throw new DamagedParkedRecordsError(`Line ${line} of the blob is no parked record.`);
  const record = { reason, message, partitionId, offset, sequenceNumber, enqueuedAt, position, bytes };
  return redrives === undefined ? record : { ...record, redrives };
}

function parseFields(text: string, line: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Reported below, without the parser's message: it quotes the record.
  }
  throw new DamagedParkedRecordsError(`Line ${line} of the blob is no JSON object.`);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isReason(value: unknown): value is ParkingReason {
  return parkingReasons.some(reason => reason === value);
}
