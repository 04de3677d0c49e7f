import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkContent, type ParkedRecord, readParkedRecords } from '@audit-bridge/parked-records';
import type { ContainerClient } from '@azure/storage-blob';
import type { HashCounts } from './accounting';

/** Everything in the parking container, in the order of the messages. A record that was parked twice counts once. */
export async function collectParkedRecords(container: ContainerClient): Promise<readonly ParkedRecord[]> {
  const records = new Map<string, ParkedRecord>();
  for await (const { name } of container.listBlobsFlat()) {
    if (!name.startsWith('refused/') && !name.startsWith('undelivered/')) continue;
    const content = await container.getBlobClient(name).downloadToBuffer();
    checkContent(name, content);
    for (const record of readParkedRecords(content)) records.set(placeOf(record), record);
  }
  return [...records.values()].sort(
    (one, other) =>
      Number(one.partitionId) - Number(other.partitionId) ||
      one.sequenceNumber - other.sequenceNumber ||
      (one.position ?? -1) - (other.position ?? -1),
  );
}

const placeOf = ({ partitionId, sequenceNumber, position, reason }: ParkedRecord) =>
  `${partitionId} ${sequenceNumber} ${position ?? 'whole'} ${reason}`;

export function countByReason(records: readonly ParkedRecord[]): Readonly<Record<string, HashCounts>> {
  const reasons: Record<string, Map<string, number>> = {};
  for (const { reason, bytes } of records) {
    reasons[reason] ??= new Map();
    const sha256 = hash('sha256', bytes);
    reasons[reason].set(sha256, (reasons[reason].get(sha256) ?? 0) + 1);
  }
  return reasons;
}

/**
 * Writes `<reason>.jsonl`, for a person to read: the text where it is one, else its bytes in base64. The message's time of arrival is left out,
 * so that the same input leaves the same files; a file that would be the same is not touched.
 */
export async function keepParkedRecords(folder: string, records: readonly ParkedRecord[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = new Map<string, string>();
  for (const record of records) files.set(`${record.reason}.jsonl`, `${files.get(`${record.reason}.jsonl`) ?? ''}${lineOf(record)}`);
  for (const name of await readdir(folder)) if (!files.has(name)) await rm(join(folder, name));
  for (const [name, content] of files) {
    const path = join(folder, name);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === content) continue;
    await writeFile(`${path}.new`, content);
    await rename(`${path}.new`, path);
  }
}

function lineOf({ reason, message, partitionId, offset, sequenceNumber, position, bytes }: ParkedRecord): string {
  const content = isUtf8(bytes) ? { text: bytes.toString() } : { bytesBase64: bytes.toString('base64') };
  return `${JSON.stringify({ reason, message, partitionId, offset, sequenceNumber, position, lengthBytes: bytes.length, ...content })}\n`;
}
