import type { BlobContainer, BlobRange } from '@audit-bridge/activity-log-blobs';
import type { BlobBeginning } from './blob-beginning';
import { BlobReadStalledError } from './errors';

/** Read again in front of each range and compared: a blob that is replaced within one second keeps its creation time, but not these bytes. */
const overlapBytes = 4 * 1024;

export type RangeRead =
  | {
      readonly kind: 'bytes';
      readonly bytes: Buffer;
      /** The response that the bytes came with. */
      readonly range: BlobRange;
      /** This read has seen the blob's end. */
      readonly atEnd: boolean;
    }
  /** The blob is not the one any more that the bytes before came from. */
  | { readonly kind: 'replaced' };

/**
 * The blob's bytes from the run's beginning to the end that the last read sees, range by range.
 * While one range is worked on, the next one is on its way.
 *
 * @throws {BlobReadStalledError} when a read inside the blob brings nothing
 */
export async function* readRanges(
  container: BlobContainer,
  blob: { readonly path: string; readonly beginning: BlobBeginning },
  rangeBytes: number,
): AsyncGenerator<RangeRead> {
  const { beginning, path } = blob;
  let range = beginning.range;
  let overlap = beginning.offset - beginning.rangeOffset;
  let endOffset = beginning.rangeOffset + range.bytes.length;
  while (true) {
    const bytes = range.bytes.subarray(overlap);
    const atEnd = endOffset >= range.lengthBytes;
    if (!atEnd && bytes.length === 0) throw new BlobReadStalledError(path, endOffset, range.lengthBytes);
    const tail = range.bytes.subarray(-overlapBytes);
    const prefetched = atEnd ? undefined : container.read(path, endOffset - tail.length, tail.length + rangeBytes);
    // The run may stop before it waits for this read; its failure concerns nobody then.
    prefetched?.catch(() => undefined);
    yield { kind: 'bytes', bytes, range, atEnd };
    const next = await prefetched;
    if (atEnd) return;
    if (next === undefined || !continues(range, tail, next)) {
      yield { kind: 'replaced' };
      return;
    }
    overlap = tail.length;
    endOffset += next.bytes.length - overlap;
    range = next;
  }
}

function continues(previous: BlobRange, tail: Buffer, next: BlobRange): boolean {
  const isSame = next.createdOn === previous.createdOn && next.lengthBytes >= previous.lengthBytes;
  return isSame && next.bytes.subarray(0, tail.length).equals(tail);
}
