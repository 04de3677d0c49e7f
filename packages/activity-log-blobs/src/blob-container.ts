/** One blob as a listing shows it. */
export interface ListedBlob {
  /** The blob's whole name in its container. */
  readonly path: string;
  readonly lengthBytes: number;
  readonly etag: string;
  /** UTC ISO 8601. Another creation time means another blob under the same name. */
  readonly createdOn: string;
}

/** A piece of a blob together with what the same response says of the blob. */
export interface BlobRange {
  /** Empty when the offset is at or beyond the blob's end. */
  readonly bytes: Buffer;
  /** The blob's whole length at the time of this read. */
  readonly lengthBytes: number;
  readonly etag: string;
  /** UTC ISO 8601. */
  readonly createdOn: string;
  /** Milliseconds since 1970 UTC, by the storage service's clock, in steps of one second. */
  readonly lastModified: number;
}

/** The container that Azure Monitor exports the activity log to. */
export interface BlobContainer {
  /**
   * The "folders" directly below a prefix (a listing with the delimiter `/`), each with its trailing slash.
   *
   * @throws {BlobContainerError} when the container cannot be listed
   */
  listFolders(prefix: string): Promise<readonly string[]>;
  /**
   * The blobs whose names start with a prefix, in name order.
   *
   * @throws {BlobContainerError} when the container cannot be listed
   */
  listBlobs(prefix: string): AsyncIterable<ListedBlob>;
  /**
   * At most `maxBytes` from `offset` on, without a condition on the etag: a blob that grows while it is read is the normal case.
   * Azure answers 416 for an offset at the end of a blob and an emulator an empty 206; both become an empty range.
   *
   * @returns undefined when there is no such blob
   * @throws {BlobContainerError} when the blob cannot be read
   */
  read(path: string, offset: number, maxBytes: number): Promise<BlobRange | undefined>;
}
