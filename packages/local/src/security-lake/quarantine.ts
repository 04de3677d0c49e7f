import { hash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { splitIntoLines } from '../input/input-lines';
import type { HashCounts } from './accounting';

export interface Quarantine {
  /** By reason. */
  readonly refused: Readonly<Record<string, HashCounts>>;
  readonly routed: HashCounts;
}

/** What the job has put aside: `refused/<reason>/*.jsonl.gz` and `routed/*.jsonl.gz`, each line `{reason, raw, ...}` with the record's own text. */
export async function readQuarantine(folder: string): Promise<Quarantine> {
  const refused: Record<string, Map<string, number>> = {};
  const routed = new Map<string, number>();
  for await (const { reason, raw } of entries(join(folder, 'refused'))) {
    refused[reason] ??= new Map();
    count(refused[reason], raw);
  }
  for await (const { raw } of entries(join(folder, 'routed'))) count(routed, raw);
  return { refused, routed };
}

function count(counts: Map<string, number>, raw: string): void {
  // Not the hash that the job has written beside it: the text itself must be there.
  const sha256 = hash('sha256', raw);
  counts.set(sha256, (counts.get(sha256) ?? 0) + 1);
}

async function* entries(folder: string): AsyncGenerator<{ readonly reason: string; readonly raw: string }> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.jsonl.gz')) continue;
    for await (const line of splitIntoLines(createReadStream(join(folder, name)).pipe(createGunzip()))) yield JSON.parse(line.toString());
  }
}
