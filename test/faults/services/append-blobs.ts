import type { BlobRange, ListedBlob } from '@audit-bridge/activity-log-blobs';

/** One life of a blob: from its creation until it is replaced or deleted. */
export interface BlobGeneration {
  readonly path: string;
  /** Milliseconds since 1970 UTC, whole seconds as the service tells them. */
  readonly createdOn: number;
  readonly bytes: Buffer;
  readonly etag: string;
  readonly lastModified: number;
}

/**
 * The semantics of a container of append blobs: appends, replacement, deletion, listings by prefix and delimiter, ranged reads.
 * Times are told in whole seconds, as the real service does.
 */
export class AppendBlobs {
  readonly #blobs = new Map<string, BlobGeneration>();
  /** Names in order; undefined after a change. */
  #names: readonly string[] | undefined;
  #versions = 0;

  constructor(private readonly now: () => number) {}

  get(path: string): BlobGeneration | undefined {
    return this.#blobs.get(path);
  }

  all(): Iterable<BlobGeneration> {
    return this.#blobs.values();
  }

  /** Creates the blob where there is none. */
  append(path: string, bytes: Buffer): BlobGeneration {
    const blob = this.#blobs.get(path);
    return this.#put(path, blob?.createdOn, blob === undefined ? bytes : Buffer.concat([blob.bytes, bytes]));
  }

  /** @param keepsCreationTime the new blob tells the creation time of the one that it replaces */
  replace(path: string, bytes: Buffer, keepsCreationTime: boolean): BlobGeneration {
    const replaced = this.#blobs.get(path)?.createdOn;
    if (replaced === undefined) return this.#put(path, undefined, bytes);
    // Told in whole seconds: a blob that is written over within one second is no case of its own, it is one that keeps its creation time.
    return this.#put(path, keepsCreationTime ? replaced : Math.max(replaced + 1000, this.#second()), bytes);
  }

  delete(path: string): void {
    this.#names = undefined;
    this.#blobs.delete(path);
  }

  folders(prefix: string): string[] {
    const folders = new Set<string>();
    for (const name of this.#startingWith(prefix)) {
      const end = name.indexOf('/', prefix.length);
      if (end !== -1) folders.add(name.slice(0, end + 1));
    }
    return [...folders];
  }

  /** One page of a listing: the blobs behind a name, as they are now. */
  page(prefix: string, behind: string, maxBlobs: number): ListedBlob[] {
    const page: ListedBlob[] = [];
    for (const name of this.#startingWith(prefix)) {
      if (name <= behind) continue;
      const blob = this.#blobs.get(name);
      if (blob !== undefined) page.push({ path: name, lengthBytes: blob.bytes.length, etag: blob.etag, createdOn: iso(blob.createdOn) });
      if (page.length === maxBlobs) break;
    }
    return page;
  }

  read(path: string, offset: number, maxBytes: number): BlobRange | undefined {
    const blob = this.#blobs.get(path);
    if (blob === undefined) return undefined;
    return {
      bytes: blob.bytes.subarray(offset, offset + maxBytes),
      lengthBytes: blob.bytes.length,
      etag: blob.etag,
      createdOn: iso(blob.createdOn),
      lastModified: blob.lastModified,
    };
  }

  #put(path: string, createdOn: number | undefined, bytes: Buffer): BlobGeneration {
    if (!this.#blobs.has(path)) this.#names = undefined;
    const second = this.#second();
    const etag = `0x${(++this.#versions).toString(16).toUpperCase().padStart(15, '0')}`;
    const blob = { path, createdOn: createdOn ?? second, bytes, etag, lastModified: second };
    this.#blobs.set(path, blob);
    return blob;
  }

  #second(): number {
    return Math.floor(this.now() / 1000) * 1000;
  }

  *#startingWith(prefix: string): Generator<string> {
    this.#names ??= [...this.#blobs.keys()].sort();
    for (const name of this.#names) if (name.startsWith(prefix)) yield name;
  }
}

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
