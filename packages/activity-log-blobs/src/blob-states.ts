import type { ListedBlob } from './blob-container';

/** The last line whose events were accepted: its bytes must still stand in front of the committed offset, or the blob was replaced. */
export interface LastLine {
  /** Length with its line feed, at most `maxLastLineBytes`: of a longer line only the end counts. */
  readonly lengthBytes: number;
  /** Lower-case hex SHA-256 of these bytes. */
  readonly sha256: string;
}

/** How far one blob is committed. */
export interface BlobState {
  readonly path: string;
  /** UTC ISO 8601 creation time of the blob that the offset belongs to; undefined while nothing is committed. */
  readonly createdOn: string | undefined;
  /** Everything before this offset is accepted, or lies in the failure place. */
  readonly committedOffset: number;
  /** Undefined while nothing is committed. */
  readonly lastLine: LastLine | undefined;
  /** The longest length that a listing or a read has shown. */
  readonly seenLengthBytes: number;
  /** UTC ISO 8601 creation time of the blob that a listing has shown last; absent when none has shown any. */
  readonly seenCreatedOn?: string;
  /** The etag at which everything was committed; undefined while something is open. */
  readonly completeEtag: string | undefined;
  /** Present when a listing has shown a blob that was created after the committed one, and has taken its place. */
  readonly seenSuccessor?: { readonly createdOn: string; readonly lengthBytes: number };
  /** Present when a blob was replaced that had been seen and not read to its end, until a commit, or `closeDeleted`, says that this was raised. */
  readonly lostPredecessor?: LostPredecessor;
}

/** What a listing had shown of blobs that stand under their path no more, and nobody has read. */
export interface LostPredecessor {
  /** UTC ISO 8601, of the first of them. */
  readonly createdOn: string;
  /** Of all of them. */
  readonly unreadBytes: number;
}

export interface BlobCommit {
  /** The state that this commit was computed from: the write is refused when the stored one has moved. Undefined: none was stored. */
  readonly expected: BlobState | undefined;
  readonly path: string;
  readonly createdOn: string;
  readonly committedOffset: number;
  readonly lastLine: LastLine | undefined;
  /**
   * Set when the whole blob, as it was at this etag, is committed: takes it out of the index of open blobs, unless a listing has shown a longer one
   * under another etag, or one that was created later. Then the offset moves and the blob stays open.
   */
  readonly complete: { readonly etag: string; readonly lengthBytes: number } | undefined;
  /** Creation time of the lost predecessor that was raised: it is forgotten with this commit. One that was not raised keeps the blob open. */
  readonly raised?: string | undefined;
}

/** Up to which hour a subscription's blobs need no listing any more. */
export interface Watermark {
  /** Start of the first hour that is still listed, UTC ISO 8601, whole hours. */
  readonly hour: string;
  /** The last day (`yyyy-MM-dd`, UTC) on which the last seven days were listed. */
  readonly lastSweepDay: string | undefined;
  /** Where a listing ended that was cut off behind `hour`, UTC ISO 8601: the next one begins there, or the newest hours would never be reached. */
  readonly resumeAt?: string | undefined;
}

/** The state table: per blob the committed offset, an index of the blobs that are not committed to their end, a watermark per subscription. */
export interface BlobStates {
  /** Strongly consistent. */
  get(path: string): Promise<BlobState | undefined>;
  /** Strongly consistent. Blobs without a state are absent from the result. */
  getMany(paths: readonly string[]): Promise<ReadonlyMap<string, BlobState>>;
  /**
   * Puts a blob into the index of open blobs, unless it is already committed to the listed length and has the same creation time.
   * The seen length grows, or starts anew with a blob that was created later. What was seen of the earlier one, and not committed, becomes the lost
   * predecessor: in the table, and not in an answer, because an answer can get lost.
   */
  markSeen(blob: ListedBlob, subscriptionId: string): Promise<void>;
  /**
   * Takes a blob that no longer exists, and whose loss is recorded in the failure place, out of the index; what was seen of it counts as committed,
   * and its lost predecessor as raised, so that nobody records the loss twice. Changes nothing when the blob's state has moved since it was read.
   */
  closeDeleted(state: BlobState): Promise<void>;
  /** Paths of the open blobs of a subscription. May lag behind writes by a moment: the next run shows what this one missed. */
  listOpen(subscriptionId: string): AsyncIterable<string>;
  /**
   * Moves the committed offset.
   *
   * @returns the new state, or undefined when the stored state is not the expected one any more (another processor has moved it)
   */
  commit(commit: BlobCommit): Promise<BlobState | undefined>;
  /** Strongly consistent. */
  getWatermark(subscriptionId: string): Promise<Watermark | undefined>;
  /** @returns false when the stored watermark is not the expected one any more; `resumeAt` is no part of that, it hides nothing */
  moveWatermark(subscriptionId: string, expected: Watermark | undefined, next: Watermark): Promise<boolean>;
  /** Keeps the newest time (milliseconds since 1970 UTC) of an event that was committed; an older one changes nothing. */
  noteNewestEvent(subscriptionId: string, eventTimeMilliseconds: number): Promise<void>;
  getNewestEvent(subscriptionId: string): Promise<number | undefined>;
}

/** The last line's tail that is hashed and read again: a line may have many megabytes. */
export const maxLastLineBytes = 64 * 1024;
