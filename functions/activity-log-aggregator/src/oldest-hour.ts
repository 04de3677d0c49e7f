import type { BlobContainer } from '@audit-bridge/activity-log-blobs';

const levels = ['y', 'm', 'd', 'h'].map(letter => new RegExp(`/${letter}=(\\d+)/$`, 'i'));

/**
 * The hour of a subscription's oldest blob, found by going down its oldest folders: a handful of small listings, however much there is.
 *
 * @returns milliseconds since 1970 UTC, undefined when no folder names a time
 */
export async function findOldestHour(container: BlobContainer, subscriptionFolders: readonly string[]): Promise<number | undefined> {
  const hours = await Promise.all(subscriptionFolders.map(folder => oldestBelow(container, folder)));
  const found = hours.filter(hour => hour !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

async function oldestBelow(container: BlobContainer, subscriptionFolder: string): Promise<number | undefined> {
  const numbers: number[] = [];
  let folder = subscriptionFolder;
  for (const level of levels) {
    const oldest = smallest(await container.listFolders(folder), level);
    if (oldest === undefined) break;
    numbers.push(oldest.number);
    folder = oldest.folder;
  }
  const [year, month = 1, day = 1, hour = 0] = numbers;
  return year === undefined ? undefined : Date.UTC(year, month - 1, day, hour);
}

function smallest(folders: readonly string[], level: RegExp) {
  return folders
    .map(folder => ({ folder, number: Number(level.exec(folder)?.[1]) }))
    .filter(({ number }) => !Number.isNaN(number))
    .sort((one, other) => one.number - other.number)[0];
}
