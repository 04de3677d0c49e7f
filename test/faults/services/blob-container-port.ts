import type { BlobContainer, ListedBlob } from '@audit-bridge/activity-log-blobs';
import type { Caller } from '../simulator/call';
import type { AppendBlobs } from './append-blobs';

/** Small, so that blobs grow and vanish between the pages of one listing (the real service's pages hold 5,000). */
const blobsPerPage = 3;

/** The container as a caller reaches it. */
export function blobContainerPort(blobs: AppendBlobs, caller: Caller): BlobContainer {
  const failure = (fault: string) => new SimulatedContainerError(fault);
  return {
    listFolders: prefix =>
      caller.call({
        operation: 'container folders',
        about: '',
        apply: () => blobs.folders(prefix),
        failure,
        describe: folders => `${folders.length}`,
      }),
    async *listBlobs(prefix) {
      let behind = '';
      for (;;) {
        const page: readonly ListedBlob[] = await caller.call({
          operation: `container list ${prefix}`,
          apply: () => blobs.page(prefix, behind, blobsPerPage),
          failure,
          describe: found => found.map(blob => `${blob.etag} ${blob.lengthBytes} B`).join(', ') || 'nothing',
        });
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < blobsPerPage) return;
        behind = last.path;
      }
    },
    read: (path, offset, maxBytes) =>
      caller.call({
        operation: `container read ${offset}+${maxBytes}`,
        about: path,
        apply: () => blobs.read(path, offset, maxBytes),
        failure,
        describe: range => (range === undefined ? 'no such blob' : `${range.bytes.length} of ${range.lengthBytes} B, ${range.etag}`),
      }),
  };
}

export class SimulatedContainerError extends Error {
  override readonly name = 'SimulatedContainerError';

  constructor(fault: string) {
    super(`The container's request failed: ${fault}.`);
  }
}
