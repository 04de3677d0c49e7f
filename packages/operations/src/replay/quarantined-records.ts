import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { DamagedQuarantineObjectError } from './errors';

export interface QuarantinedRecord {
  /** Why the job set it aside. */
  readonly reason: string;
  /** The record as it came out of the stream. */
  readonly bytes: Buffer;
}

/**
 * Reads an object as the streaming job writes it: gzipped JSON lines `{reason, sha256, raw, rawBase64?, ...}`. Each record must have the hash that the job gave it.
 *
 * @throws {DamagedQuarantineObjectError}
 */
export function readQuarantinedRecords(key: string, content: Buffer): readonly QuarantinedRecord[] {
  const lines = textOf(key, content).split('\n');
  if (lines.pop() !== '') throw new DamagedQuarantineObjectError(`${key} ends within a line: it was cut.`);
  return lines.map((line, index) => readLine(line, `line ${index + 1} of ${key}`));
}

function textOf(key: string, content: Buffer): string {
  try {
    return gunzipSync(content).toString();
  } catch (cause) {
    throw new DamagedQuarantineObjectError(`${key} is no gzip, or was cut.`, { cause });
  }
}

function readLine(line: string, where: string): QuarantinedRecord {
  const { raw, rawBase64, reason, sha256 } = parseFields(line, where);
  const bytes = typeof rawBase64 === 'string' ? Buffer.from(rawBase64, 'base64') : typeof raw === 'string' ? Buffer.from(raw) : undefined;
  if (bytes === undefined || typeof reason !== 'string') throw new DamagedQuarantineObjectError(`There is no record in ${where}.`);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new DamagedQuarantineObjectError(`The record in ${where} has another hash than the job gave it.`);
  return { reason, bytes };
}

function parseFields(line: string, where: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Reported below, without the parser's message: it quotes the record.
  }
  throw new DamagedQuarantineObjectError(`There is no JSON object in ${where}.`);
}
