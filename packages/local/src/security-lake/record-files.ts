import { hash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Cannot stand unescaped in strict JSON, as a line feed can between its tokens. */
const separator = Buffer.from([0x1e]);
const recordsPerFile = 5_000;

export interface RecordFiles {
  readonly names: readonly string[];
  /** Files that stand in the folder and are not of these records. */
  readonly strangers: readonly string[];
}

/**
 * Writes records for the Spark job, which reads each file of a folder once.
 *
 * A stream gives its records in another order each time, and Spark would take another order for other files. So they are sorted by the SHA-256 of their
 * bytes, cut after a fixed number, never between equal ones, and each file is named after its content: the same records are the same files, which a
 * second run finds and leaves alone.
 */
export async function writeRecordFiles(folder: string, records: readonly Buffer[]): Promise<RecordFiles> {
  await mkdir(folder, { recursive: true });
  const standing = new Set(await readdir(folder));
  const names: string[] = [];
  for (const content of contents(records)) {
    const name = `${hash('sha256', content).slice(0, 32)}.records`;
    names.push(name);
    if (standing.delete(name)) continue;
    // A hidden name until it is whole: Spark overlooks it.
    await writeFile(join(folder, `.${name}`), content);
    await rename(join(folder, `.${name}`), join(folder, name));
  }
  return { names, strangers: [...standing].filter(name => name.endsWith('.records') && !name.startsWith('.')) };
}

/**
 * Writes records that have come after those: into a file that no other delivery has, for a record that comes a second time is one more to the job.
 */
export async function writeFurtherRecords(folder: string, records: readonly Buffer[]): Promise<void> {
  const name = `further-${Date.now()}-${randomUUID()}.records`;
  await writeFile(join(folder, `.${name}`), Buffer.concat(records.flatMap(bytes => [bytes, separator]).slice(0, -1)));
  await rename(join(folder, `.${name}`), join(folder, name));
}

function* contents(records: readonly Buffer[]): Generator<Buffer> {
  const sorted = records
    .map(bytes => ({ bytes, sha256: hash('sha256', bytes) }))
    .sort(({ sha256: one }, { sha256: other }) => (one < other ? -1 : Number(one > other)));
  let pieces: Buffer[] = [];
  for (const [index, { bytes, sha256 }] of sorted.entries()) {
    pieces.push(bytes, separator);
    const isFull = pieces.length >= 2 * recordsPerFile && sorted[index + 1]?.sha256 !== sha256;
    if (!isFull && index < sorted.length - 1) continue;
    yield Buffer.concat(pieces.slice(0, -1));
    pieces = [];
  }
}
