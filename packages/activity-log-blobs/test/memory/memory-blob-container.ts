import type { BlobContainer, BlobRange, ListedBlob } from '@audit-bridge/activity-log-blobs';

interface MemoryBlob {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly createdOn: string;
  readonly lastModified: number;
}

/** A container in memory. It keeps the prefixes that were listed. */
export class MemoryBlobContainer implements BlobContainer {
  readonly listedPrefixes: string[] = [];
  private readonly blobs = new Map<string, MemoryBlob>();
  private etags = 0;

  constructor(private readonly now: () => number = Date.now) {}

  async create(path: string): Promise<void> {
    const now = this.now();
    this.blobs.set(path, { bytes: Buffer.alloc(0), etag: this.nextEtag(), createdOn: new Date(now).toISOString(), lastModified: now });
  }

  async append(path: string, bytes: Buffer): Promise<void> {
    const blob = this.blobs.get(path);
    if (blob === undefined) throw new Error(`There is no blob ${path}.`);
    this.blobs.set(path, { ...blob, bytes: Buffer.concat([blob.bytes, bytes]), etag: this.nextEtag(), lastModified: this.now() });
  }

  async remove(path: string): Promise<void> {
    this.blobs.delete(path);
  }

  async listFolders(prefix: string): Promise<readonly string[]> {
    const below = this.names(prefix).map(name => name.slice(prefix.length));
    return [...new Set(below.filter(name => name.includes('/')).map(name => prefix + name.slice(0, name.indexOf('/') + 1)))];
  }

  async *listBlobs(prefix: string): AsyncIterable<ListedBlob> {
    this.listedPrefixes.push(prefix);
    for (const path of this.names(prefix)) {
      const blob = this.blobs.get(path);
      if (blob !== undefined) yield { path, lengthBytes: blob.bytes.length, etag: blob.etag, createdOn: blob.createdOn };
    }
  }

  async read(path: string, offset: number, maxBytes: number): Promise<BlobRange | undefined> {
    const blob = this.blobs.get(path);
    return blob && { ...blob, bytes: Buffer.from(blob.bytes.subarray(offset, offset + maxBytes)), lengthBytes: blob.bytes.length };
  }

  private names(prefix: string): readonly string[] {
    return [...this.blobs.keys()].filter(name => name.startsWith(prefix)).sort();
  }

  private nextEtag(): string {
    this.etags += 1;
    return `0x${this.etags.toString(16).toUpperCase()}`;
  }
}
