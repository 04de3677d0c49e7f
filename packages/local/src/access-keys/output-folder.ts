import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKeptLines } from '../pipelines/kept-lines';
import { type OutputOrigin, readOrigin, writeOrigin } from '../pipelines/output-origin';

interface Origin extends OutputOrigin {
  /** UTC day of the first run: a sample's keys were created so many days before it. `2026-03-01` */
  readonly day: string;
}

/** `DIR/access-keys`. */
export interface OutputFolder {
  /** What the table holds: the snapshots of every run over these accounts. */
  readonly rows: string;
  readonly log: string;
  readonly day: string;
  /** Of the key that ids are hashed with: one for a folder, so that a key has one hash in all its snapshots. */
  readonly keyMaterial: Buffer;
  /** The input whose results were replaced, when it was another one. */
  readonly replaced: string | undefined;
}

/**
 * A folder is a table: each run over the same accounts adds a snapshot, as each scheduled run does in the cloud, and the queries take the latest complete
 * one. So a second run of a day changes no answer, and a run over next week's credential report shows what has changed. Other accounts begin a new table.
 */
export async function openOutputFolder(folder: string, input: OutputOrigin): Promise<OutputFolder> {
  const paths = { rows: join(folder, 'rows.jsonl'), log: join(folder, 'functions.log') };
  const keyPath = join(folder, '.work', 'pseudonym-key');
  await mkdir(join(folder, '.work'), { recursive: true });
  const previous = await readOrigin<Origin>(folder);
  if (previous?.fingerprint === input.fingerprint) {
    // For what it cuts off: the rows to come begin on a line of their own.
    await readKeptLines(paths.rows, () => undefined);
    return { ...paths, day: previous.day, keyMaterial: await readFile(keyPath), replaced: undefined };
  }
  await rm(paths.rows, { force: true });
  const keyMaterial = randomBytes(32);
  const origin: Origin = { ...input, day: new Date().toISOString().slice(0, 10) };
  await writeFile(keyPath, keyMaterial, { mode: 0o600 });
  await writeOrigin(folder, origin);
  return { ...paths, day: origin.day, keyMaterial, replaced: previous?.input };
}
