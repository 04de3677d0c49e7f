import type { RunLog } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';
import type { PartitionProgress, SequenceNumbers, StoredProgress } from './sequence-numbers';
import { compareSpan, joinSpans, type SequenceSpan, type SpanFinding } from './sequence-span';

/** Another owner of the partition writes at most now and then. */
const maxAttempts = 4;

/** What a run noted, and where it tells what came of it. */
export interface NotedSpan {
  readonly span: SequenceSpan;
  readonly counts: ForwardingCounts;
  readonly log: RunLog;
}

/** The watch over one partition: what this process knows of it between its runs. */
export class PartitionWatch {
  /** What is stored, as this process has seen it last; undefined when it has to look. */
  #seen: { readonly stored: StoredProgress | undefined } | undefined;
  /** What this process was done with and could not compare yet, because the store did not answer. */
  #uncounted: SequenceSpan | undefined;
  /** Up to here this process has compared and counted, whether or not it could be written down. */
  #counted: PartitionProgress | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly partitionId: string,
    private readonly numbers: SequenceNumbers,
  ) {}

  /** One at a time, or one would forget what the other has added. Never throws. */
  note(noted: NotedSpan): Promise<void> {
    this.#turn = this.#turn.then(() => this.#noteInTurn(noted));
    return this.#turn;
  }

  async #noteInTurn(noted: NotedSpan): Promise<void> {
    const { log, span } = noted;
    this.#uncounted = this.#uncounted === undefined ? span : joinSpans(this.#uncounted, span);
    try {
      const finding = await this.#compare(this.#uncounted);
      this.#tell(finding, noted);
      this.#uncounted = undefined;
      this.#counted = finding.progress;
      await this.#write(finding, noted);
    } catch (error) {
      this.#seen = undefined;
      const { partitionId } = this;
      log.error('The last sequence number of the partition was not written: the next run writes it.', error, { partitionId });
    }
  }

  async #compare(span: SequenceSpan): Promise<SpanFinding> {
    const remembered = this.#seen;
    const finding = compareSpan(span, newerOf(this.#counted, (this.#seen ?? (await this.#look())).stored?.progress));
    if (finding.lost === 0 || remembered === undefined) return finding;
    // Another process may have been done with what seems to be missing.
    return compareSpan(span, newerOf(this.#counted, (await this.#look()).stored?.progress));
  }

  async #look(): Promise<{ readonly stored: StoredProgress | undefined }> {
    const seen = { stored: await this.numbers.read(this.partitionId) };
    this.#seen = seen;
    return seen;
  }

  #tell({ lost, replayed, restarted }: SpanFinding, { counts, log }: NotedSpan): void {
    const { partitionId } = this;
    counts.messagesLost += lost;
    counts.messagesReplayed += replayed;
    if (lost > 0) {
      log.warn('Messages are missing in front of this run or within it.', { partitionId, lost });
      log.emit({ MessagesLost: lost });
    }
    if (restarted) log.warn('The sequence numbers began anew: the event hub was made again.', { partitionId });
  }

  async #write(finding: SpanFinding, { counts, span }: NotedSpan): Promise<void> {
    let { progress } = finding;
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const etag = await this.numbers.write(this.partitionId, progress, this.#seen?.stored?.etag);
      if (etag !== undefined) {
        this.#seen = { stored: { progress, etag } };
        return;
      }
      // Another process was done with messages of this partition, or this one's own write came through without its answer.
      const { stored } = await this.#look();
      if (attempt === 1) counts.messagesReplayed += Math.max(0, compareSpan(span, stored?.progress).replayed - finding.replayed);
      progress = newerOf(progress, stored?.progress) ?? progress;
    }
    throw new Error(`Somebody else wrote the progress of the partition at each of ${maxAttempts} attempts.`);
  }
}

/** By the time at which the hub took the message: a hub that was made again counts from 0. */
function newerOf(one: PartitionProgress | undefined, other: PartitionProgress | undefined): PartitionProgress | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.enqueuedAt !== other.enqueuedAt && one.enqueuedAt !== undefined && other.enqueuedAt !== undefined)
    return one.enqueuedAt > other.enqueuedAt ? one : other;
  return one.sequenceNumber > other.sequenceNumber ? one : other;
}
