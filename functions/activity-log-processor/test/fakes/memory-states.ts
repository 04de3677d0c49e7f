import type { BlobCommit, BlobState, BlobStates } from '@audit-bridge/activity-log-blobs';

/** The state table in memory: what the processor needs of it. */
export class MemoryStates implements BlobStates {
  readonly states = new Map<string, BlobState>();
  readonly newest = new Map<string, number>();
  readonly closed: string[] = [];
  beforeCommit: (commit: BlobCommit) => void | Promise<void> = () => undefined;

  async get(path: string): Promise<BlobState | undefined> {
    return this.states.get(path);
  }

  async commit(commit: BlobCommit): Promise<BlobState | undefined> {
    await this.beforeCommit(commit);
    const { complete, createdOn, committedOffset, expected, lastLine, path } = commit;
    const stored = this.states.get(path);
    if (stored?.committedOffset !== expected?.committedOffset || stored?.createdOn !== expected?.createdOn) return undefined;
    if (stored?.lastLine?.sha256 !== expected?.lastLine?.sha256) return undefined;
    const seenLengthBytes = Math.max(stored?.seenLengthBytes ?? 0, complete?.lengthBytes ?? committedOffset);
    const state = { path, createdOn, committedOffset, lastLine, seenLengthBytes, completeEtag: complete?.etag };
    this.states.set(path, state);
    return state;
  }

  async closeDeleted(state: BlobState): Promise<void> {
    this.closed.push(state.path);
  }

  async noteNewestEvent(subscriptionId: string, eventTimeMilliseconds: number): Promise<void> {
    this.newest.set(subscriptionId, Math.max(this.newest.get(subscriptionId) ?? 0, eventTimeMilliseconds));
  }

  getMany = unused;
  markSeen = unused;
  listOpen = unused;
  getWatermark = unused;
  moveWatermark = unused;
  getNewestEvent = unused;
}

function unused(): never {
  throw new Error('The processor has no business with this.');
}
