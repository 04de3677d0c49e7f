/** A line of a blob, or a part of one. */
export interface BlobLine {
  readonly kind: BlobLineKind;
  /** Of the first byte, in the blob. */
  readonly offset: number;
  /** Without the line feed. May be a view into a larger buffer. */
  readonly bytes: Buffer;
  /** Where the next line starts: one more than the bytes where a line feed closes them. */
  readonly endOffset: number;
}

export type BlobLineKind =
  | 'line'
  /** One of the consecutive parts of a line that is too long to be read as one. */
  | 'piece'
  /** Bytes that were appended to a last line after it had been taken without its line feed. */
  | 'remainder';
