import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'audit-bridge-';
const maxAgeMilliseconds = 24 * 60 * 60_000;

/** A new folder for one run. Those that killed runs have left behind are removed after a day. */
export async function createTemporaryFolder(purpose: string): Promise<string> {
  await removeLeftovers();
  return mkdtemp(join(tmpdir(), `${prefix}${purpose}-`));
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const path = join(tmpdir(), name);
    // Another run may remove it at the same moment, and another user's may not be ours to remove.
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > maxAgeMilliseconds) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
