import type { BlobContainer, BlobRange, ListedBlob } from '@audit-bridge/activity-log-blobs';

export interface MemoryBlob {
  bytes: Buffer;
  createdOn: string;
  /** Milliseconds since 1970 UTC. */
  lastModified: number;
  etag: string;
}

/** Blobs in memory. `beforeRead` can change them between two reads, as others do while a blob is read. */
export class MemoryContainer implements BlobContainer {
  readonly blobs = new Map<string, MemoryBlob>();
  readonly reads: { readonly offset: number; readonly maxBytes: number }[] = [];
  beforeRead: (readNumber: number) => void | Promise<void> = () => undefined;
  #etags = 0;

  write(path: string, content: string | Buffer, properties: { createdOn?: string; lastModified?: number } = {}): void {
    const known = this.blobs.get(path);
    this.blobs.set(path, {
      bytes: Buffer.from(content),
      createdOn: properties.createdOn ?? known?.createdOn ?? '2026-11-21T09:03:11.000Z',
      lastModified: properties.lastModified ?? known?.lastModified ?? Date.parse('2026-11-21T09:29:00Z'),
      etag: `"etag-${++this.#etags}"`,
    });
  }

  append(path: string, content: string | Buffer): void {
    this.write(path, Buffer.concat([this.blobs.get(path)?.bytes ?? Buffer.alloc(0), Buffer.from(content)]));
  }

  async read(path: string, offset: number, maxBytes: number): Promise<BlobRange | undefined> {
    this.reads.push({ offset, maxBytes });
    await this.beforeRead(this.reads.length);
    const blob = this.blobs.get(path);
    if (blob === undefined) return undefined;
    const { bytes, createdOn, etag, lastModified } = blob;
    // A copy, as every real response is: nobody may rely on the blob's later bytes.
    return { bytes: Buffer.from(bytes.subarray(offset, offset + maxBytes)), lengthBytes: bytes.length, etag, createdOn, lastModified };
  }

  async listFolders(): Promise<readonly string[]> {
    throw new Error('The processor lists nothing.');
  }

  listBlobs(): AsyncIterable<ListedBlob> {
    throw new Error('The processor lists nothing.');
  }
}
