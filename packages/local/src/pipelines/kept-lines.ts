import { createReadStream } from 'node:fs';
import { truncate } from 'node:fs/promises';

/**
 * Gives each whole line that earlier runs have kept in a file, without its line feed; none when there is no such file.
 * A last line that an interrupted run did not finish is cut off.
 */
export async function readKeptLines(path: string, take: (line: Buffer) => void): Promise<void> {
  let rest = Buffer.alloc(0);
  let wholeBytes = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes = Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
        take(bytes.subarray(from, end));
        from = end + 1;
      }
      rest = bytes.subarray(from);
      wholeBytes += from;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await truncate(path, wholeBytes);
}
