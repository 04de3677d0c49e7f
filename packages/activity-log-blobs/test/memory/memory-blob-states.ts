import type { BlobCommit, BlobState, BlobStates, ListedBlob, LostPredecessor, Watermark } from '@audit-bridge/activity-log-blobs';

interface Entry {
  state: BlobState;
  seen: { readonly createdOn: string; readonly lengthBytes: number; readonly etag: string } | undefined;
  openSubscription: string | undefined;
}

/** The state table in memory. */
export class MemoryBlobStates implements BlobStates {
  private readonly entries = new Map<string, Entry>();
  private readonly watermarks = new Map<string, Watermark>();
  private readonly newestEvents = new Map<string, number>();

  async get(path: string): Promise<BlobState | undefined> {
    return this.entries.get(path)?.state;
  }

  async getMany(paths: readonly string[]): Promise<ReadonlyMap<string, BlobState>> {
    const found = new Map<string, BlobState>();
    for (const path of paths) {
      const entry = this.entries.get(path);
      if (entry !== undefined) found.set(path, entry.state);
    }
    return found;
  }

  async markSeen(blob: ListedBlob, subscriptionId: string): Promise<void> {
    const entry = this.entryOf(blob.path);
    const { state, seen } = entry;
    const isCommitted = state.createdOn === blob.createdOn && state.committedOffset >= blob.lengthBytes;
    if (seen !== undefined && seen.createdOn > blob.createdOn) return;
    const lengthBytes = seen?.createdOn === blob.createdOn ? Math.max(seen.lengthBytes, blob.lengthBytes) : blob.lengthBytes;
    if (!isCommitted || seen?.createdOn === blob.createdOn) entry.seen = { createdOn: blob.createdOn, lengthBytes, etag: blob.etag };
    if (isCommitted) return;
    entry.openSubscription = subscriptionId;
    const isSuccessor = state.createdOn !== undefined && blob.createdOn > state.createdOn;
    const lost = seen !== undefined && seen.createdOn < blob.createdOn ? unreadOf(seen, state) : 0;
    entry.state = {
      ...state,
      ...(seen === undefined || lost === 0 ? {} : { lostPredecessor: addLost(state.lostPredecessor, seen.createdOn, lost) }),
      seenCreatedOn: blob.createdOn,
      seenLengthBytes: Math.max(state.committedOffset, lengthBytes),
      completeEtag: undefined,
      ...(isSuccessor ? { seenSuccessor: { createdOn: blob.createdOn, lengthBytes } } : {}),
    };
  }

  async closeDeleted(state: BlobState): Promise<void> {
    const entry = this.entries.get(state.path);
    if (entry === undefined || !isSamePosition(entry.state, state) || !isSameSight(entry.state, state)) return;
    entry.openSubscription = undefined;
    const { seenSuccessor } = state;
    entry.seen = entry.seen && { ...entry.seen, lengthBytes: seenSuccessor === undefined ? state.committedOffset : 0 };
    const { lostPredecessor: _, ...rest } = entry.state;
    entry.state = {
      ...rest,
      seenLengthBytes: state.committedOffset,
      ...(seenSuccessor === undefined ? {} : { seenSuccessor: { ...seenSuccessor, lengthBytes: 0 } }),
    };
  }

  async *listOpen(subscriptionId: string): AsyncIterable<string> {
    for (const [path, { openSubscription }] of this.entries) if (openSubscription === subscriptionId) yield path;
  }

  async commit({ expected, path, createdOn, committedOffset, lastLine, complete, raised }: BlobCommit): Promise<BlobState | undefined> {
    if (!isSamePosition(this.entries.get(path)?.state, expected)) return undefined;
    const entry = this.entryOf(path);
    const seen = entry.seen === undefined || entry.seen.createdOn < createdOn ? undefined : entry.seen;
    const lostPredecessor = raised === undefined ? entry.state.lostPredecessor : undefined;
    const closes =
      complete !== undefined &&
      lostPredecessor === undefined &&
      (seen === undefined || (seen.createdOn === createdOn && (seen.lengthBytes <= complete.lengthBytes || seen.etag === complete.etag)));
    if (closes) entry.seen = { createdOn, lengthBytes: complete.lengthBytes, etag: complete.etag };
    const seenLengthBytes = Math.max(committedOffset, (closes ? complete : seen)?.lengthBytes ?? 0);
    entry.openSubscription = closes ? undefined : path.split('/')[2]?.toLowerCase();
    entry.state = {
      path,
      createdOn,
      committedOffset,
      lastLine,
      seenLengthBytes,
      completeEtag: closes ? complete.etag : undefined,
      ...(entry.seen && { seenCreatedOn: entry.seen.createdOn }),
      ...(lostPredecessor && { lostPredecessor }),
    };
    return entry.state;
  }

  async getWatermark(subscriptionId: string): Promise<Watermark | undefined> {
    return this.watermarks.get(subscriptionId);
  }

  async moveWatermark(subscriptionId: string, expected: Watermark | undefined, next: Watermark): Promise<boolean> {
    const stored = this.watermarks.get(subscriptionId);
    if (stored?.hour !== expected?.hour || stored?.lastSweepDay !== expected?.lastSweepDay) return false;
    this.watermarks.set(subscriptionId, next);
    return true;
  }

  async noteNewestEvent(subscriptionId: string, eventTimeMilliseconds: number): Promise<void> {
    this.newestEvents.set(subscriptionId, Math.max(this.newestEvents.get(subscriptionId) ?? 0, eventTimeMilliseconds));
  }

  async getNewestEvent(subscriptionId: string): Promise<number | undefined> {
    return this.newestEvents.get(subscriptionId);
  }

  private entryOf(path: string): Entry {
    const nothing = { path, createdOn: undefined, committedOffset: 0, lastLine: undefined, seenLengthBytes: 0, completeEtag: undefined };
    const entry = this.entries.get(path) ?? { state: nothing, seen: undefined, openSubscription: undefined };
    this.entries.set(path, entry);
    return entry;
  }
}

function unreadOf(seen: { readonly createdOn: string; readonly lengthBytes: number }, { createdOn, committedOffset }: BlobState): number {
  if (createdOn !== undefined && seen.createdOn < createdOn) return 0;
  return Math.max(0, seen.lengthBytes - (seen.createdOn === createdOn ? committedOffset : 0));
}

function addLost(lost: LostPredecessor | undefined, createdOn: string, unreadBytes: number): LostPredecessor {
  return { createdOn: lost?.createdOn ?? createdOn, unreadBytes: unreadBytes + (lost?.unreadBytes ?? 0) };
}

const isSameSight = (one: BlobState, other: BlobState) =>
  one.seenLengthBytes === other.seenLengthBytes && one.seenCreatedOn === other.seenCreatedOn;

function isSamePosition(one: BlobState | undefined, other: BlobState | undefined): boolean {
  return (
    one?.createdOn === other?.createdOn &&
    (one?.committedOffset ?? 0) === (other?.committedOffset ?? 0) &&
    one?.lastLine?.lengthBytes === other?.lastLine?.lengthBytes &&
    one?.lastLine?.sha256 === other?.lastLine?.sha256
  );
}
