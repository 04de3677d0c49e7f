import type { BlobContainer } from '@audit-bridge/activity-log-blobs';

/** Bytes asked for in one read. */
const rangeBytes = 4 * 1024 * 1024;
/** The pipeline reads a longer line as no record either. */
const maxLineBytes = 16 * 1024 * 1024;
const lineFeed = 0x0a;

/** A line that a line feed ends, without it. */
export interface WholeLine {
  readonly offset: number;
  /** Undefined for a line of more than 16 MiB. */
  readonly bytes: Buffer | undefined;
}

export interface LinesOfRange {
  readonly lines: readonly WholeLine[];
  /** When the blob was written to last, milliseconds since 1970 UTC. */
  readonly lastModified: number;
}

/**
 * A blob's whole lines, range by range, as far as it reached when it was read last. Nothing of a last line that no line feed ends: somebody may be writing it.
 * A blob that goes away meanwhile ends there.
 *
 * @throws {BlobContainerError}
 */
export async function* blobLines(container: BlobContainer, path: string): AsyncGenerator<LinesOfRange> {
  let pieces: Buffer[] = [];
  let pieceBytes = 0;
  let lineStart = 0;
  for (let offset = 0; ; ) {
    const range = await container.read(path, offset, rangeBytes);
    if (range === undefined || range.bytes.length === 0) return;
    const lines: WholeLine[] = [];
    let start = 0;
    for (let end = range.bytes.indexOf(lineFeed); end !== -1; end = range.bytes.indexOf(lineFeed, start)) {
      const last = range.bytes.subarray(start, end);
      const isTooLong = pieceBytes + last.length > maxLineBytes;
      lines.push({ offset: lineStart, bytes: isTooLong ? undefined : pieces.length === 0 ? last : Buffer.concat([...pieces, last]) });
      pieces = [];
      pieceBytes = 0;
      start = end + 1;
      lineStart = offset + start;
    }
    const rest = range.bytes.subarray(start);
    pieceBytes += rest.length;
    // Of a line that is too long nothing is kept: a blob without any line feed must not fill the memory.
    if (pieceBytes > maxLineBytes) pieces = [];
    else if (rest.length > 0) pieces.push(rest);
    offset += range.bytes.length;
    yield { lines, lastModified: range.lastModified };
    if (offset >= range.lengthBytes) return;
  }
}
