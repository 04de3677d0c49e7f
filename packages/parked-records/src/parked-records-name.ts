import { hash } from 'node:crypto';
import { DamagedParkedRecordsError } from './errors';
import type { ParkedRecord } from './parked-record';

/** Leaves room for any sequence number, so that the names' order is that of the numbers. */
const sequenceNumberDigits = 16;

/**
 * The name of a blob of records that share their reason, such as `undelivered/2026/11/21/10/3-0000000000004711-<hash>.jsonl` and
 * `refused/TooLarge/2026/11/21/3-0000000000004711-<hash>.jsonl`: the time at which the event hub took the first message, its partition and its sequence
 * number. The content is in the name, so an attempt that is repeated writes the same blob, and another content never overwrites it.
 */
export function parkedRecordsName(records: readonly ParkedRecord[], content: Buffer): string {
  const [first] = records;
  if (first === undefined) throw new RangeError('A blob without records has no name.');
  const [date = 'undated', hour = '00'] = first.enqueuedAt?.split(/[T:]/) ?? [];
  const day = date.replaceAll('-', '/');
  const folder = first.reason === 'Undelivered' ? `undelivered/${day}/${hour}` : `refused/${first.reason}/${day}`;
  const place = `${encodeURIComponent(first.partitionId)}-${String(first.sequenceNumber).padStart(sequenceNumberDigits, '0')}`;
  return `${folder}/${place}-${contentHash(content)}.jsonl`;
}

/** @throws {DamagedParkedRecordsError} when the name does not hold the content's hash */
export function checkContent(name: string, content: Buffer): void {
  if (!name.endsWith(`-${contentHash(content)}.jsonl`)) {
    throw new DamagedParkedRecordsError(`${name} is damaged: its content has another hash than its name.`);
  }
}

const contentHash = (content: Buffer) => hash('sha256', content).slice(0, 32);
