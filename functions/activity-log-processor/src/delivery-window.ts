import type { CommitFrontier, CompleteBlob, UncommittedBatch } from './commit-frontier';
import { type DeliverySettings, deliverBatch } from './deliver-batch';
import type { EventBatch } from './event-batches';

/** Lines and events that may be in memory beyond the committed offset. */
const maxUncommittedBytes = 8 * 1024 * 1024;
/** A commit is a write that costs money and time: one for each quarter of what a crash may repeat. */
const commitsPerStep = 4;

export interface DeliveryWindowSettings extends Omit<DeliverySettings, 'isStopped'> {
  readonly maxConcurrentRequests: number;
  readonly maxStepEvents: number;
  /** No new batch is sent from here on, milliseconds since 1970 UTC. */
  readonly stopReadingAt: number;
}

/**
 * Sends batches side by side and commits, in the blob's order, what is settled, while the sending goes on.
 * Never more than a step is sent beyond the committed offset.
 */
export class DeliveryWindow {
  #requestsUnderWay = 0;
  #isCommitting = false;
  #isLost = false;
  #commitFailed = false;
  /** The first thing that went wrong: ends the run. */
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly frontier: CommitFrontier,
    private readonly settings: DeliveryWindowSettings,
  ) {}

  /**
   * Waits until there is room, then starts to deliver the batch.
   *
   * @returns false when the batch was not sent: the run is over, or it is too late. No other batch may follow then.
   */
  async add(batch: EventBatch): Promise<boolean> {
    let hasWaited = false;
    while (!this.#isStopped() && !(this.#hasFreeRequest(batch) && this.#fitsStep(batch))) {
      if (!this.#fitsStep(batch)) this.#startCommit();
      await this.#change();
      hasWaited = true;
    }
    if (this.#isStopped() || (hasWaited && this.settings.clock.now() >= this.settings.stopReadingAt)) return false;
    void this.#deliver(this.frontier.add(batch));
    return true;
  }

  /**
   * Waits for everything under way and commits it.
   *
   * @param complete set when the last batch added ends the blob
   * @returns false when another processor has moved the state: this one's work is not needed
   * @throws what made a delivery, the failure place or a commit fail; what was settled in front of it is committed
   */
  async drain(complete?: CompleteBlob): Promise<boolean> {
    while (this.#requestsUnderWay > 0 || this.#isCommitting) await this.#change();
    if (!this.#isLost && !this.#commitFailed) await this.#commit(this.#failure === undefined ? complete : undefined);
    if (this.#failure !== undefined) throw this.#failure.error;
    return !this.#isLost;
  }

  #hasFreeRequest(batch: EventBatch): boolean {
    return batch.events.length === 0 || this.#requestsUnderWay < this.settings.maxConcurrentRequests;
  }

  #fitsStep(batch: EventBatch): boolean {
    const { events, bytes } = this.frontier.uncommitted;
    const fitsEvents = events + batch.events.length <= this.settings.maxStepEvents;
    return fitsEvents && (bytes === 0 || bytes + batch.heldBytes <= maxUncommittedBytes);
  }

  async #deliver(uncommitted: UncommittedBatch): Promise<void> {
    this.#requestsUnderWay++;
    try {
      uncommitted.refused = await deliverBatch(uncommitted.batch.events, { ...this.settings, isStopped: () => this.#isStopped() });
    } catch (error) {
      // After a lost race nobody needs this delivery: its failure is none of the run.
      if (!this.#isStopped()) this.#failure = { error };
    }
    this.#requestsUnderWay--;
    if (this.#isCommitDue()) this.#startCommit();
    this.#announce();
  }

  #isCommitDue(): boolean {
    const { events, bytes } = this.frontier.committable;
    return events * commitsPerStep >= this.settings.maxStepEvents || bytes * commitsPerStep >= maxUncommittedBytes;
  }

  #startCommit(): void {
    if (this.#isCommitting || this.#isStopped() || this.frontier.committable.batches === 0) return;
    this.#isCommitting = true;
    void this.#commit().then(() => {
      this.#isCommitting = false;
      if (this.#isCommitDue()) this.#startCommit();
      this.#announce();
    });
  }

  async #commit(complete?: CompleteBlob): Promise<void> {
    try {
      if (await this.frontier.commit(complete)) return;
      this.#isLost = true;
      this.settings.counts.lostRaces++;
    } catch (error) {
      this.#commitFailed = true;
      this.#failure ??= { error };
    }
  }

  #isStopped(): boolean {
    return this.#isLost || this.#failure !== undefined;
  }

  #change(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }

  #announce(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
