import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';

/** Written beside and renamed: two processes may bundle at the same moment, and a reader never sees half a file. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}
