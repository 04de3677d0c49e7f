import type { ContainerClient } from '@azure/storage-blob';
import { DamagedFedEntryError } from './errors';
import { type FedEntry, type FedStore, fedBy } from './fed-store';

/** Entries as blobs under a prefix of a container. What is known of an entry is its blob's metadata: a blob has its content and its metadata at once, or is not there. */
export function azureFedStore(container: ContainerClient, prefix: string): FedStore {
  return {
    place: `${container.url}/${prefix}`,
    write: async (entry, content) => {
      await container.getBlockBlobClient(prefix + entry.name).upload(content, content.length, {
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: { blobContentType: 'application/x-ndjson' },
        metadata: metadataOf(entry),
      });
    },
    confirm: async entry => {
      await container.getBlobClient(prefix + entry.name).setMetadata(metadataOf(entry));
    },
    async *list() {
      for await (const { metadata = {}, name } of container.listBlobsFlat({ prefix, includeMetadata: true })) {
        yield entryOf(name.slice(prefix.length), metadata);
      }
    },
    read: name => container.getBlobClient(prefix + name).downloadToBuffer(),
  };
}

const metadataOf = ({ by, confirmedAt, first, last, writtenAt }: FedEntry): Record<string, string> => ({
  by,
  writtenat: writtenAt.toISOString(),
  first: first.toISOString(),
  last: last.toISOString(),
  ...(confirmedAt === undefined ? {} : { confirmedat: confirmedAt.toISOString() }),
});

/** @throws {DamagedFedEntryError} */
function entryOf(name: string, metadata: Readonly<Record<string, string>>): FedEntry {
  const by = fedBy.find(known => known === metadata.by);
  const timeOf = (key: string) => new Date(metadata[key] ?? Number.NaN);
  const [writtenAt, first, last] = [timeOf('writtenat'), timeOf('first'), timeOf('last')];
  const confirmedAt = metadata.confirmedat === undefined ? undefined : timeOf('confirmedat');
  const isWhole = [writtenAt, first, last, confirmedAt].every(time => time === undefined || !Number.isNaN(time.getTime()));
  if (by === undefined || !isWhole)
    throw new DamagedFedEntryError(name, 'its metadata do not say when it was written and of what it tells');
  return { name, by, writtenAt, confirmedAt, first, last };
}
