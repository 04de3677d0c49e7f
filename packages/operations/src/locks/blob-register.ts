import { type ContainerClient, RestError } from '@azure/storage-blob';
import type { LockRegister } from './lock-register';

/**
 * A blob that is written and deleted on condition. Not a lease: one ends by itself after a minute, while who holds it may only have been cut off.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations
 */
export function blobRegister(container: ContainerClient, name: string): LockRegister {
  const blob = container.getBlockBlobClient(name);
  return {
    place: blob.url,
    async read() {
      const answer = await unlessRefused(blob.download(), [404], 'BlobNotFound');
      if (answer === undefined) return undefined;
      const chunks: Buffer[] = [];
      for await (const chunk of answer.readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
      return answer.etag === undefined ? undefined : { text: Buffer.concat(chunks).toString(), version: answer.etag };
    },
    async write(text, expected) {
      const conditions = expected === undefined ? { ifNoneMatch: '*' } : { ifMatch: expected };
      return (await unlessRefused(blob.upload(text, Buffer.byteLength(text), { conditions }), [409, 412]))?.etag;
    },
    remove: async expected => (await unlessRefused(blob.delete({ conditions: { ifMatch: expected } }), [404, 412])) !== undefined,
  };
}

/** @param code where other answers of the status mean something else, like a container that is not there */
async function unlessRefused<Answer>(request: Promise<Answer>, statuses: readonly number[], code?: string): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof RestError && statuses.includes(error.statusCode ?? 0) && (code === undefined || error.code === code))
      return undefined;
    throw error;
  }
}
