import { createReadStream } from 'node:fs';

/**
 * Gives each whole line of a file, without its line feed.
 *
 * @returns the bytes of all whole lines; undefined when there is no such file
 */
export async function readLines(path: string, take: (line: Buffer) => void): Promise<number | undefined> {
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
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return wholeBytes;
}
