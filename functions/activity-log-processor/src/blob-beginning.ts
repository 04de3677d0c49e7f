import { createHash } from 'node:crypto';
import { type BlobContainer, type BlobRange, type BlobState, maxLastLineBytes } from '@audit-bridge/activity-log-blobs';
import type { BlobLine, BlobLineKind } from './blob-line';

const lineFeed = 0x0a;

/** Where a run begins, and the first bytes from there on. */
export interface BlobBeginning {
  /** The response that the bytes came with. */
  readonly range: BlobRange;
  /** Offset of the first byte of `range`; what stands before `offset` is committed and was verified. */
  readonly rangeOffset: number;
  /** Everything before it is committed. */
  readonly offset: number;
  readonly replaced: boolean;
  /** The line in front of `offset`, as read again. */
  readonly lastLine: BlobLine | undefined;
  /** No `line` where the committed part ends without a line feed. */
  readonly firstLineKind: BlobLineKind;
}

/**
 * Reads on from the committed offset, and verifies in the same request that the blob is still the one that the offset belongs to:
 * a blob of another creation time, or with other bytes in front of the offset, was replaced and is read from its start.
 *
 * @returns undefined when there is no such blob
 */
export async function readBeginning(
  container: BlobContainer,
  blob: { readonly path: string; readonly state: BlobState | undefined },
  rangeBytes: number,
): Promise<BlobBeginning | undefined> {
  const offset = blob.state?.committedOffset ?? 0;
  const verifiedBytes = blob.state?.lastLine?.lengthBytes ?? 0;
  const rangeOffset = offset - verifiedBytes;
  const range = await container.read(blob.path, rangeOffset, verifiedBytes + rangeBytes);
  if (range === undefined) return undefined;
  if (offset === 0) return fromTheStart(range, blob.state !== undefined && tookPlaceOfSeen(blob.state, range));
  const before = range.bytes.subarray(0, verifiedBytes);
  if (blob.state !== undefined && isSameBlob(blob.state, range, before)) {
    return {
      range,
      rangeOffset,
      offset,
      replaced: false,
      lastLine: { kind: 'line', offset: rangeOffset, bytes: before, endOffset: offset },
      firstLineKind: lineKindAfter(before),
    };
  }
  const fresh = rangeOffset === 0 ? range : await container.read(blob.path, 0, rangeBytes);
  return fresh === undefined ? undefined : fromTheStart(fresh, true);
}

/** Nothing was committed that it could be compared with; but a listing has shown bytes of an earlier blob, which nobody can read any more. */
function tookPlaceOfSeen({ seenCreatedOn, seenLengthBytes }: BlobState, { createdOn }: BlobRange): boolean {
  return seenCreatedOn !== undefined && seenCreatedOn < createdOn && seenLengthBytes > 0;
}

function isSameBlob(state: BlobState, range: BlobRange, before: Buffer): boolean {
  if (range.createdOn !== state.createdOn || range.lengthBytes < state.committedOffset || state.lastLine === undefined) return false;
  return before.length === state.lastLine.lengthBytes && createHash('sha256').update(before).digest('hex') === state.lastLine.sha256;
}

/** Commits end within a line only behind a piece of a long line, and behind a last line that was taken without its line feed. */
function lineKindAfter(committed: Buffer): BlobLineKind {
  if (committed.at(-1) === lineFeed) return 'line';
  return committed.length === maxLastLineBytes ? 'piece' : 'remainder';
}

function fromTheStart(range: BlobRange, replaced: boolean): BlobBeginning {
  return { range, rangeOffset: 0, offset: 0, replaced, lastLine: undefined, firstLineKind: 'line' };
}
