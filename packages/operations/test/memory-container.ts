import type { BlobContainer } from '@audit-bridge/activity-log-blobs';

/** Blobs in memory, as a container shows them. */
export function memoryContainer(blobs: ReadonlyMap<string, Buffer>, lastModified = Date.UTC(2026, 10, 3)): BlobContainer {
  const paths = [...blobs.keys()].sort();
  const of = { etag: 'e', createdOn: '2026-11-02T00:00:00.000Z' };
  return {
    listFolders: async prefix => {
      const below = paths.filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length));
      return [...new Set(below.filter(path => path.includes('/')).map(path => `${prefix}${path.slice(0, path.indexOf('/') + 1)}`))];
    },
    async *listBlobs(prefix) {
      for (const path of paths) if (path.startsWith(prefix)) yield { path, lengthBytes: blobs.get(path)?.length ?? 0, ...of };
    },
    read: async (path, offset, maxBytes) => {
      const bytes = blobs.get(path);
      return bytes && { bytes: bytes.subarray(offset, offset + maxBytes), lengthBytes: bytes.length, lastModified, ...of };
    },
  };
}
