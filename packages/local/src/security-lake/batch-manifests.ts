import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the job says that it did, over all batches. */
export interface JobCounts {
  readonly in: number;
  readonly written: number;
  readonly quarantined: Readonly<Record<string, number>>;
  readonly routed: number;
  readonly repeated: number;
  readonly conflicts: number;
}

/** Sums the manifests that the job leaves for each batch, of this run and those before it: `manifests/<query>/<batch>/<attempt>.json`. */
export async function readJobCounts(workFolder: string): Promise<JobCounts> {
  const folder = join(workFolder, 'manifests');
  const sum = { in: 0, written: 0, routed: 0, repeated: 0, conflicts: 0 };
  const quarantined: Record<string, number> = {};
  if (!existsSync(folder)) return { ...sum, quarantined };
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.json')) continue;
    const { counts } = JSON.parse(await readFile(join(folder, name), 'utf8')) as { readonly counts: JobCounts };
    for (const key of ['in', 'written', 'routed', 'repeated', 'conflicts'] as const) sum[key] += counts[key];
    for (const [reason, count] of Object.entries(counts.quarantined)) quarantined[reason] = (quarantined[reason] ?? 0) + count;
  }
  return { ...sum, quarantined };
}
