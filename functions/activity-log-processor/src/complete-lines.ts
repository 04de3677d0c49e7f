import type { BlobLine, BlobLineKind } from './blob-line';

/** Far beyond any activity log record; bounds the memory that one line can take. */
export const defaultMaxLineBytes = 16 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Cuts the bytes of a blob into lines, at the byte 0x0A alone: no other character ends a line, whatever a decoder thinks of it.
 * A line of more than `maxLineBytes` comes as consecutive pieces of that length, so that nothing needs more memory; a part of a line is
 * never taken for a line, or somebody could hide a record of his own making in a long one.
 */
export class CompleteLines {
  /** The start of a line whose line feed has not come yet. */
  #open: Buffer[] = [];
  #openBytes = 0;
  #lineOffset: number;
  #kind: BlobLineKind;

  /**
   * @param offset of the first byte that will be added
   * @param firstKind what the first line is: the offset may stand within a line
   */
  constructor(
    offset: number,
    firstKind: BlobLineKind,
    private readonly maxLineBytes = defaultMaxLineBytes,
  ) {
    this.#lineOffset = offset;
    this.#kind = firstKind;
  }

  /** The lines that these bytes, the next ones of the blob, complete. */
  *add(bytes: Buffer): Generator<BlobLine> {
    let from = 0;
    while (from < bytes.length) {
      const found = bytes.indexOf(lineFeed, from);
      const end = found === -1 ? bytes.length : found;
      const room = this.maxLineBytes - this.#openBytes;
      if (end - from > room) {
        this.#extend(bytes.subarray(from, from + room));
        from += room;
        this.#kind = 'piece';
        yield this.#take(0);
      } else if (found === -1) {
        this.#extend(bytes.subarray(from));
        return;
      } else {
        this.#extend(bytes.subarray(from, end));
        from = end + 1;
        const line = this.#take(1);
        this.#kind = 'line';
        yield line;
      }
    }
  }

  /** What stands behind the last line feed; undefined when nothing does. */
  rest(): BlobLine | undefined {
    return this.#openBytes === 0 ? undefined : this.#openLine(0);
  }

  #extend(bytes: Buffer): void {
    if (bytes.length > 0) this.#open.push(bytes);
    this.#openBytes += bytes.length;
  }

  #openLine(lineFeedBytes: 0 | 1): BlobLine {
    const [only] = this.#open;
    return {
      kind: this.#kind,
      offset: this.#lineOffset,
      bytes: this.#open.length === 1 && only !== undefined ? only : Buffer.concat(this.#open, this.#openBytes),
      endOffset: this.#lineOffset + this.#openBytes + lineFeedBytes,
    };
  }

  #take(lineFeedBytes: 0 | 1): BlobLine {
    const line = this.#openLine(lineFeedBytes);
    this.#open = [];
    this.#openBytes = 0;
    this.#lineOffset = line.endOffset;
    return line;
  }
}
