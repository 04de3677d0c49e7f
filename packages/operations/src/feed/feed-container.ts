import { hourBlobs } from '@audit-bridge/sample-records';
import type { ContainerClient } from '@azure/storage-blob';
import type { EnvironmentContext } from '../bridge-command';
import type { SampleTraffic } from './sample-traffic';
import { sentSoFar } from './sent-so-far';

/** The most that one append takes: https://learn.microsoft.com/rest/api/storageservices/append-block (4 MiB in every version of the service). */
const maxBlockBytes = 4 * 1024 * 1024;
const lineFeed = 0x0a;

/** @returns how many records the container has taken; fewer than asked for when the command was interrupted */
export async function feedContainer(
  container: ContainerClient,
  { count, records }: SampleTraffic,
  { interruption, progress }: Pick<EnvironmentContext, 'interruption' | 'progress'>,
): Promise<number> {
  let sent = 0;
  for (const { bytes, path } of hourBlobs(records)) {
    const blob = container.getAppendBlobClient(path);
    await blob.createIfNotExists();
    for (const block of blocksOf(bytes)) {
      if (interruption.isRequested) return sent;
      await blob.appendBlock(block, block.length);
      sent += linesIn(block);
      progress(sentSoFar(sent, count));
    }
  }
  return sent;
}

/** Whole lines, as Azure Monitor appends them; a longer line is cut. */
function* blocksOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; ) {
    const most = Math.min(bytes.length, from + maxBlockBytes);
    const lastLineEnd = bytes.lastIndexOf(lineFeed, most - 1) + 1;
    const end = lastLineEnd > from ? lastLineEnd : most;
    yield bytes.subarray(from, end);
    from = end;
  }
}

function linesIn(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(lineFeed); at !== -1; at = block.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}
