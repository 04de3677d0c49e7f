import type { AppendBlobClient, ContainerClient } from '@azure/storage-blob';

/** Azurite's and Azure's limit of one appended block is higher; small ones grow the blob in more steps. */
const maxAppendBytes = 4 * 1024 * 1024;

interface GrowingBlob {
  readonly client: AppendBlobClient;
  lengthBytes: number;
  /** Accepted by `add`, not appended yet. */
  pending: Buffer[];
  pendingBytes: number;
  exists: boolean;
}

/** Append blobs that grow as Azure Monitor's do: in steps that end anywhere, also within a line. */
export class GrowingBlobs {
  readonly #blobs = new Map<string, GrowingBlob>();

  constructor(private readonly container: ContainerClient) {}

  /** Takes a line, which `append` writes. @returns the byte offset at which the line will stand in its blob */
  add(path: string, line: Buffer): number {
    let blob = this.#blobs.get(path);
    if (blob === undefined) {
      blob = { client: this.container.getAppendBlobClient(path), lengthBytes: 0, pending: [], pendingBytes: 0, exists: false };
      this.#blobs.set(path, blob);
    }
    const offset = blob.lengthBytes + blob.pendingBytes;
    blob.pending.push(line, lineFeed);
    blob.pendingBytes += line.length + 1;
    return offset;
  }

  /**
   * Appends what was added. Unless it is the last time, the end of the last line is held back: a reader meets a line that is not whole yet.
   */
  async append(isLast: boolean): Promise<void> {
    for (const blob of this.#blobs.values()) await this.#append(blob, isLast);
  }

  /** The blobs as they stand in the container. */
  lengths(): ReadonlyMap<string, number> {
    return new Map([...this.#blobs].map(([path, { lengthBytes }]) => [path, lengthBytes]));
  }

  async #append(blob: GrowingBlob, isLast: boolean): Promise<void> {
    const bytes = Buffer.concat(blob.pending);
    const held = isLast ? 0 : Math.min(bytes.length, Math.ceil((blob.pending.at(-2)?.length ?? 0) / 2));
    const ready = bytes.subarray(0, bytes.length - held);
    blob.pending = held === 0 ? [] : [bytes.subarray(ready.length)];
    blob.pendingBytes = held;
    if (!blob.exists) await blob.client.create({ blobHTTPHeaders: { blobContentType: 'application/json' } });
    blob.exists = true;
    for (let start = 0; start < ready.length; start += maxAppendBytes) {
      const block = ready.subarray(start, start + maxAppendBytes);
      await blob.client.appendBlock(block, block.length);
    }
    blob.lengthBytes += ready.length;
  }
}

const lineFeed = Buffer.from('\n');
