import type { BlobState, LastLine } from '@audit-bridge/activity-log-blobs';
import type { FailedRecord } from '@audit-bridge/failed-events';
import type { BlobRun } from './blob-run';
import type { RefusedEvent } from './deliver-batch';
import { type EventBatch, failedRecord } from './event-batches';
import type { BlobSource } from './line-outcome';

/** A batch between its first request and the commit that passes it. */
export interface UncommittedBatch {
  readonly batch: EventBatch;
  /** Undefined while the batch is under way. */
  refused: readonly RefusedEvent[] | undefined;
}

/** The blob as the read saw it that reached its end. */
export interface CompleteBlob {
  readonly etag: string;
  readonly lengthBytes: number;
}

/** The stretch of the blob that is being delivered: batches in the blob's order, of which only a settled beginning may be committed. */
export class CommitFrontier {
  readonly #uncommitted: UncommittedBatch[] = [];
  #state: BlobState | undefined;
  #offset: number;
  #lastLine: LastLine | undefined;
  /** The stored state still belongs to the blob that this one has replaced, or tells of one that was lost. */
  #isStale: boolean;
  /** Creation time of the lost blob that the run has counted, until a commit has said so. */
  #raised: string | undefined;

  constructor(
    private readonly source: BlobSource,
    private readonly run: Pick<BlobRun, 'ports' | 'counts'>,
    start: { readonly state: BlobState | undefined; readonly replaced: boolean },
  ) {
    this.#state = start.state;
    this.#raised = start.state && raisedWith(start.state, start.replaced, source.createdOn);
    this.#isStale = start.replaced || start.state?.lostPredecessor !== undefined;
    this.#offset = start.replaced ? 0 : (start.state?.committedOffset ?? 0);
    this.#lastLine = start.replaced ? undefined : start.state?.lastLine;
  }

  get committedOffset(): number {
    return this.#offset;
  }

  /** Events and bytes of all batches that are not committed. */
  get uncommitted(): { readonly events: number; readonly bytes: number } {
    return sizeOf(this.#uncommitted);
  }

  /** Events and bytes of the settled batches that a commit would pass. */
  get committable(): { readonly batches: number; readonly events: number; readonly bytes: number } {
    return sizeOf(this.#settled());
  }

  add(batch: EventBatch): UncommittedBatch {
    const uncommitted: UncommittedBatch = { batch, refused: undefined };
    this.#uncommitted.push(uncommitted);
    return uncommitted;
  }

  /**
   * Keeps what was refused in the failure place, then moves the offset to the end of the settled batches.
   * Does nothing where the stored state says the same already.
   *
   * @param complete set when no line of the blob is left behind the settled batches
   * @returns false when another processor has moved the state
   */
  async commit(complete?: CompleteBlob): Promise<boolean> {
    const settled = this.#settled();
    const last = settled.at(-1)?.batch;
    const isCompleteAlready = complete === undefined || this.#state?.completeEtag === complete.etag;
    if (last === undefined && isCompleteAlready && !this.#isStale) return true;

    const failed = settled.flatMap(({ batch, refused }) => [...batch.failed, ...(refused ?? []).map(event => this.#failedRecord(event))]);
    if (failed.length > 0) await this.run.ports.failures.put(failed);
    const state = await this.run.ports.states.commit({
      expected: this.#state,
      path: this.source.path,
      createdOn: this.source.createdOn,
      committedOffset: last?.endOffset ?? this.#offset,
      lastLine: last === undefined ? this.#lastLine : last.lastLine,
      complete,
      raised: this.#raised,
    });
    if (state === undefined) return false;
    this.#state = state;
    this.#isStale = false;
    this.#raised = undefined;
    this.#offset = state.committedOffset;
    this.#lastLine = state.lastLine;
    this.#uncommitted.splice(0, settled.length);
    this.#count(settled, failed.length);
    return true;
  }

  #settled(): readonly UncommittedBatch[] {
    const underWay = this.#uncommitted.findIndex(({ refused }) => refused === undefined);
    return underWay === -1 ? [...this.#uncommitted] : this.#uncommitted.slice(0, underWay);
  }

  #failedRecord({ batched, errorCode, message }: RefusedEvent): FailedRecord {
    return failedRecord(batched.line, this.source, errorCode, message);
  }

  #count(committed: readonly UncommittedBatch[], failed: number): void {
    this.run.counts.eventsRefused += failed;
    for (const { batch } of committed) {
      if (batch.newestMilliseconds === undefined) continue;
      this.run.counts.newestEventMilliseconds = Math.max(
        this.run.counts.newestEventMilliseconds ?? batch.newestMilliseconds,
        batch.newestMilliseconds,
      );
    }
  }
}

/** What the state calls lost, or what a listing will write down as lost although this run has counted it: it finds the new blob, too. */
function raisedWith({ lostPredecessor, seenCreatedOn }: BlobState, replaced: boolean, createdOn: string): string | undefined {
  const isSeenGone = replaced && seenCreatedOn !== undefined && seenCreatedOn < createdOn;
  return lostPredecessor?.createdOn ?? (isSeenGone ? seenCreatedOn : undefined);
}

function sizeOf(batches: readonly UncommittedBatch[]): { batches: number; events: number; bytes: number } {
  let events = 0;
  let bytes = 0;
  for (const { batch } of batches) {
    events += batch.events.length;
    bytes += batch.heldBytes;
  }
  return { batches: batches.length, events, bytes };
}
