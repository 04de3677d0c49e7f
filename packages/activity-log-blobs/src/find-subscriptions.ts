import type { BlobContainer } from './blob-container';

export interface FoundSubscriptions {
  /** Folders by lower-case subscription id. A subscription has several where its id is spelled in several ways: names of blobs are case-sensitive. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Folders that hold something else. */
  readonly foreignFolders: readonly string[];
}

/** Finds whose activity log lies in the container, by three levels of folders: `resourceId=/SUBSCRIPTIONS/{id}/`, in any case. */
export async function findSubscriptions(container: BlobContainer): Promise<FoundSubscriptions> {
  const roots = await container.listFolders('');
  const resources = roots.filter(folder => /^resourceid=\/$/i.test(folder));
  const scopes = await listEach(container, resources);
  const owners = scopes.filter(folder => /\/subscriptions\/$/i.test(folder));
  const folders = new Map<string, readonly string[]>();
  for (const folder of await listEach(container, owners)) {
    const subscriptionId = (folder.split('/').at(-2) ?? '').toLowerCase();
    folders.set(subscriptionId, [...(folders.get(subscriptionId) ?? []), folder]);
  }
  const isKnown = new Set([...resources, ...owners]);
  return { folders, foreignFolders: [...roots, ...scopes].filter(folder => !isKnown.has(folder)) };
}

async function listEach(container: BlobContainer, prefixes: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(prefixes.map(prefix => container.listFolders(prefix)));
  return lists.flat();
}
