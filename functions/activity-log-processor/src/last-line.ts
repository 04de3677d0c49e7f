import { createHash } from 'node:crypto';
import { type LastLine, maxLastLineBytes } from '@audit-bridge/activity-log-blobs';
import type { BlobLine } from './blob-line';

const lineFeed = Buffer.from('\n');
const none = Buffer.alloc(0);
/** Blank lines that are kept as a part of the last line; a longer run of them stands for itself. */
const maxBlankLines = 1000;

/**
 * The bytes directly in front of the offset that is committed next: the last line that holds something, and the blank ones behind it
 * (a lone line feed would let almost any blob pass for the same one).
 */
export class LastLineTrail {
  #lines: BlobLine[];

  /** @param before what an earlier run has committed last, as it was read again */
  constructor(before: BlobLine | undefined) {
    this.#lines = before === undefined ? [] : [before];
  }

  add(line: BlobLine, isBlank: boolean): void {
    if (isBlank && this.#lines.length <= maxBlankLines) this.#lines.push(line);
    else this.#lines = [line];
  }

  describe(): LastLine | undefined {
    const first = this.#lines.at(0);
    const last = this.#lines.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const trailBytes = last.endOffset - first.offset;
    const lengthBytes = Math.min(trailBytes, maxLastLineBytes);
    const hash = createHash('sha256');
    let skip = trailBytes - lengthBytes;
    for (const line of this.#lines) {
      for (const bytes of [line.bytes, line.endOffset > line.offset + line.bytes.length ? lineFeed : none]) {
        hash.update(bytes.subarray(Math.min(skip, bytes.length)));
        skip -= Math.min(skip, bytes.length);
      }
    }
    return { lengthBytes, sha256: hash.digest('hex') };
  }
}
