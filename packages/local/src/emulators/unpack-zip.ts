import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { createTemporaryFolder } from './temporary-folder';

/** Unpacks a function's zip into a new folder, which the caller removes. */
export async function unpackZip(zipPath: string, purpose: string): Promise<string> {
  const folder = await createTemporaryFolder(purpose);
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(zipPath)))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}
