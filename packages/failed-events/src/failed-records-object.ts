import { createHash } from 'node:crypto';
import { DamagedFailedRecordsError } from './errors';
import type { FailedRecord } from './failure-place';

/** A multiple of three, so that the parts' base64 joins to that of the whole. */
const base64PartBytes = 3 * 256 * 1024;

/**
 * The content of an object: one JSON line a record, `{reason, message, blob, createdOn?, offset, lengthBytes, bytesBase64?}`.
 * Base64, because the bytes may be no text at all.
 */
export function writeFailedRecords(records: readonly FailedRecord[]): Buffer {
  const lines = records.map(({ bytes, ...rest }) => ({ bytes, head: headOf(rest, bytes), end: bytes === undefined ? '\n' : '"}\n' }));
  const lengthBytes = lines.reduce((sum, { bytes, end, head }) => sum + head.length + base64Length(bytes) + end.length, 0);
  // Written into one buffer: a record can have many megabytes, and each copy of it counts against the function's memory.
  const content = Buffer.allocUnsafe(lengthBytes);
  let at = 0;
  for (const { bytes, end, head } of lines) {
    at += head.copy(content, at);
    for (let from = 0; bytes !== undefined && from < bytes.length; from += base64PartBytes) {
      at += content.write(bytes.toString('base64', from, from + base64PartBytes), at, 'latin1');
    }
    at += content.write(end, at, 'latin1');
  }
  return content;
}

function headOf(rest: Omit<FailedRecord, 'bytes'>, bytes: Buffer | undefined): Buffer {
  const head = JSON.stringify(rest);
  return Buffer.from(bytes === undefined ? head : `${head.slice(0, -1)},"bytesBase64":"`);
}

const base64Length = (bytes: Buffer | undefined) => Math.ceil((bytes?.length ?? 0) / 3) * 4;

/**
 * Reads what `writeFailedRecords` wrote, and nothing else.
 *
 * @throws {DamagedFailedRecordsError} naming the line that is not as it must be
 */
export function readFailedRecords(content: Buffer): readonly FailedRecord[] {
  if (content.length === 0 || content.at(-1) !== 0x0a) throw new DamagedFailedRecordsError('The object ends within a line: it was cut.');
  const records: FailedRecord[] = [];
  for (let from = 0, line = 1; from < content.length; line++) {
    const end = content.indexOf(0x0a, from);
    records.push(readFailedRecord(content.toString('utf8', from, end), line));
    from = end + 1;
  }
  return records;
}

function readFailedRecord(text: string, line: number): FailedRecord {
  const { reason, message, blob, createdOn, offset, lengthBytes, bytesBase64 } = parseFields(text, line);
  const bytes = typeof bytesBase64 === 'string' ? Buffer.from(bytesBase64, 'base64') : undefined;
  const isWhole =
    typeof reason === 'string' &&
    typeof message === 'string' &&
    typeof blob === 'string' &&
    (createdOn === undefined || typeof createdOn === 'string') &&
    isByteCount(offset) &&
    isByteCount(lengthBytes) &&
    (bytesBase64 === undefined || bytes?.toString('base64') === bytesBase64) &&
    (bytes === undefined || bytes.length === lengthBytes);
  if (!isWhole) throw new DamagedFailedRecordsError(`Line ${line} of the object is no failed record.`);
  return { reason, message, blob, createdOn, offset, lengthBytes, bytes };
}

function parseFields(text: string, line: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Reported below, without the parser's message: it quotes the record.
  }
  throw new DamagedFailedRecordsError(`Line ${line} of the object is no JSON object.`);
}

function isByteCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * The name of an object of records of one blob: the content is in it, so an attempt that is repeated writes the same object again, and another
 * content never overwrites it.
 */
export function failedRecordsKey(records: readonly FailedRecord[], content: Buffer, nowMilliseconds: number): string {
  const blob = records[0]?.blob ?? '';
  const [, year, month, day] = /\/y=(\d{4})\/m=(\d\d)\/d=(\d\d)\//.exec(blob) ?? [];
  const folder = day === undefined ? new Date(nowMilliseconds).toISOString().slice(0, 10).replaceAll('-', '/') : `${year}/${month}/${day}`;
  return `failed-events/${folder}/${sha256(blob).slice(0, 16)}/${records[0]?.offset ?? 0}-${sha256(content).slice(0, 32)}.jsonl`;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
