import { type BlobHint, type BlobState, type ListedBlob, parseBlobPath } from '@audit-bridge/activity-log-blobs';
import type { AggregationRun } from './aggregation-run';
import { forEachConcurrently } from './for-each-concurrently';

/** One batch read of the state table. */
const chunkSize = 100;
const maxConcurrentWrites = 10;

/** Finds the open blobs of one subscription, keeps them in the index of the state table, and hints each once in a run. */
export class OpenBlobs {
  private readonly hinted = new Set<string>();
  private oldest: number | undefined;

  constructor(
    private readonly subscriptionId: string,
    private readonly run: AggregationRun,
  ) {}

  /** Start of the oldest hour with an open blob, milliseconds since 1970 UTC. */
  get oldestHour(): number | undefined {
    return this.oldest;
  }

  /** @throws {HintsNotSentError} {BlobStatesError} {BlobContainerError} */
  async hintListed(blobs: AsyncIterable<ListedBlob>): Promise<void> {
    const { ports, counts } = this.run;
    for await (const chunk of inChunks(blobs, chunkSize)) {
      counts.blobsListed += chunk.length;
      const states = await ports.states.getMany(chunk.map(({ path }) => path));
      const open = chunk.filter(blob => isOpen(blob, states.get(blob.path)));
      // First the index, then the queue: a blob whose hint gets lost is found again whatever the watermark.
      await forEachConcurrently(open, maxConcurrentWrites, blob => ports.states.markSeen(blob, this.subscriptionId));
      await this.send(open.map(({ path, etag }) => hintOf(path, etag, states.get(path))));
    }
  }

  /** Hints the blobs that earlier runs have found and that no prefix of this run has shown: old ones, and deleted ones. */
  async hintIndexed(): Promise<void> {
    const { states } = this.run.ports;
    for await (const chunk of inChunks(states.listOpen(this.subscriptionId), chunkSize)) {
      const found = await states.getMany(chunk.filter(path => !this.hinted.has(path)));
      // The index lags behind: what was completed a moment ago can still stand in it.
      const open = [...found.values()].filter(({ completeEtag }) => completeEtag === undefined);
      await this.send(open.map(state => hintOf(state.path, '', state)));
    }
  }

  private async send(hints: readonly BlobHint[]): Promise<void> {
    const { ports, counts } = this.run;
    for (const { path } of hints) this.note(path);
    await ports.hints.send(hints);
    counts.hintsSent += hints.length;
  }

  private note(path: string): void {
    const { counts } = this.run;
    this.hinted.add(path);
    counts.openBlobs += 1;
    const hour = parseBlobPath(path)?.hourMilliseconds;
    this.oldest = earlier(this.oldest, hour);
    counts.oldestOpenBlobMilliseconds = earlier(counts.oldestOpenBlobMilliseconds, hour);
  }
}

/** An empty blob that nobody has a state of holds nothing; one with a state may have been emptied, which the processor finds out. */
function isOpen(blob: ListedBlob, state: BlobState | undefined): boolean {
  return state === undefined ? blob.lengthBytes > 0 : state.completeEtag !== blob.etag;
}

const hintOf = (path: string, etag: string, state: BlobState | undefined): BlobHint => ({
  path,
  etag,
  committedOffset: state?.committedOffset ?? 0,
  continuation: 0,
});

const earlier = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

async function* inChunks<T>(items: AsyncIterable<T>, size: number): AsyncIterable<readonly T[]> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
