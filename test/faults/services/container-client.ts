import type { ContainerClient } from '@azure/storage-blob';
import { type Caller, callAsSdk } from '../simulator/call';
import type { BlockBlobs, UploadConditions } from './block-blobs';

/** Small, so that the container changes between the pages of one listing. */
const blobsPerPage = 3;

/**
 * A container client whose requests reach `BlockBlobs`: the code that speaks to Azure's storage runs as it is.
 *
 * @param refusesAll the service's answer to everything, while it is away
 */
export function simulatedContainerClient(
  blobs: BlockBlobs,
  caller: Caller,
  refusesAll: () => Error | undefined = () => undefined,
): ContainerClient {
  const request = <T>(operation: string, apply: () => T, describe?: (result: T) => string): Promise<T> =>
    callAsSdk(caller, {
      operation: `container ${operation}`,
      apply: () => {
        const refusal = refusesAll();
        if (refusal !== undefined) throw refusal;
        return apply();
      },
      describe,
    });

  async function* listBlobsFlat({ prefix = '' }: { readonly prefix?: string } = {}) {
    for (let after = ''; ; ) {
      const page = await request(
        `list ${prefix}`,
        () => blobs.page(prefix, after, blobsPerPage),
        found => `${found.length} blobs`,
      );
      for (const { content, createdOn, name } of page) {
        const time = new Date(createdOn);
        yield { name, properties: { createdOn: time, lastModified: time, contentLength: content.length } };
      }
      const last = page.at(-1);
      if (last === undefined || page.length < blobsPerPage) return;
      after = last.name;
    }
  }

  const blobClient = (name: string) => ({
    name,
    downloadToBuffer: () => request(`get ${name}`, () => blobs.get(name).content),
    download: async () => {
      const { content, etag } = await request(`get ${name}`, () => blobs.get(name));
      return { etag, readableStreamBody: [content] };
    },
    deleteIfExists: () => request(`delete ${name}`, () => ({ succeeded: blobs.delete(name) })),
    upload: (content: Buffer | string, _length: number, { conditions = {} }: { readonly conditions?: UploadConditions } = {}) =>
      request(`put ${name}`, () => ({ etag: blobs.put(name, Buffer.from(content), conditions).etag })),
  });

  // Our code uses these alone.
  return {
    containerName: 'parked-records',
    listBlobsFlat,
    getBlobClient: blobClient,
    getBlockBlobClient: blobClient,
  } as unknown as ContainerClient;
}
