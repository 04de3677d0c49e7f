import { type ContainerClient, RestError } from '@azure/storage-blob';

interface MemoryBlob {
  content: Buffer;
  metadata: Record<string, string>;
}

/** A container as the SDK's client shows it, as far as entries of a register use it. */
export class MemoryBlobStore {
  readonly url = 'https://example.blob.core.windows.net/parked-records';
  readonly blobs = new Map<string, MemoryBlob>();

  getBlockBlobClient(name: string) {
    return {
      upload: async (content: Buffer, length: number, { metadata = {} }: { metadata?: Record<string, string> }) => {
        if (this.blobs.has(name)) throw new RestError('there already', { statusCode: 409, code: 'BlobAlreadyExists' });
        this.blobs.set(name, { content: content.subarray(0, length), metadata });
      },
    };
  }

  getBlobClient(name: string) {
    const blob = () => {
      const found = this.blobs.get(name);
      if (found === undefined) throw new RestError('not there', { statusCode: 404, code: 'BlobNotFound' });
      return found;
    };
    return {
      setMetadata: async (metadata: Record<string, string>) => {
        blob().metadata = metadata;
      },
      downloadToBuffer: async () => blob().content,
    };
  }

  async *listBlobsFlat({ prefix }: { prefix: string }) {
    for (const [name, { metadata }] of [...this.blobs]) if (name.startsWith(prefix)) yield { name, metadata };
  }

  get client(): ContainerClient {
    return this as unknown as ContainerClient;
  }
}
