import type { RunLog } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';
import type { HubMessages } from './hub-message';
import type { PartitionProgress, SequenceNumbers, StoredProgress } from './sequence-numbers';
import { compareSpan, joinSpans, type SequenceSpan, type SpanFinding, spanOf } from './sequence-span';

/** Another owner of the partition writes at most now and then. */
const maxAttempts = 4;

interface PartitionMemory {
  /** What is stored, as this process has seen it last; undefined when it has to look. */
  seen: { readonly stored: StoredProgress | undefined } | undefined;
  /** What this process was done with and could not compare yet, because the store did not answer. */
  uncounted: SequenceSpan | undefined;
  /** Up to here this process has compared and counted, whether or not it could be written down. */
  counted: PartitionProgress | undefined;
  /** Ends when the runs before have noted theirs: two at once would compare with the same progress. */
  turn: Promise<void>;
}

/**
 * Sees by the sequence numbers whether messages are missing between one run and the next, or come again. Keep one per process.
 *
 * The numbers bear witness and nothing more: they are written after delivery, and a run succeeds without them. To hold back events because a counter
 * cannot be written would turn a gap in the watching into a gap in the log. So a store that does not answer is logged, and what was seen meanwhile is
 * written with the next run; only a process that ends before that leaves a gap which later looks like a loss: an alarm too many, never one too few.
 *
 * For the same reason a loss is told before the progress behind it is written: a write whose answer is lost, or after which the process ends, would else
 * have hidden it.
 */
export class PartitionSequences {
  readonly #memories = new Map<string, PartitionMemory>();

  constructor(private readonly numbers: SequenceNumbers) {}

  /** Counts what is missing and what came again, and writes the progress down. Never throws. */
  async note({ messages, partitionId }: HubMessages, counts: ForwardingCounts, log: RunLog): Promise<void> {
    const span = spanOf(messages);
    if (span === undefined) return;
    const memory = this.#memoryOf(partitionId);
    memory.turn = memory.turn.then(() => this.#noteInTurn(partitionId, memory, span, counts, log));
    await memory.turn;
  }

  #memoryOf(partitionId: string): PartitionMemory {
    const memory = this.#memories.get(partitionId) ?? {
      seen: undefined,
      uncounted: undefined,
      counted: undefined,
      turn: Promise.resolve(),
    };
    this.#memories.set(partitionId, memory);
    return memory;
  }

  async #noteInTurn(
    partitionId: string,
    memory: PartitionMemory,
    span: SequenceSpan,
    counts: ForwardingCounts,
    log: RunLog,
  ): Promise<void> {
    memory.uncounted = memory.uncounted === undefined ? span : joinSpans(memory.uncounted, span);
    try {
      const finding = await this.#compare(partitionId, memory, memory.uncounted);
      this.#tell(partitionId, finding, counts, log);
      memory.uncounted = undefined;
      memory.counted = finding.progress;
      await this.#write(partitionId, memory, finding, counts, span);
    } catch (error) {
      memory.seen = undefined;
      log.error('The last sequence number of the partition was not written: the next run writes it.', error, { partitionId });
    }
  }

  async #compare(partitionId: string, memory: PartitionMemory, span: SequenceSpan): Promise<SpanFinding> {
    const remembered = memory.seen;
    memory.seen ??= { stored: await this.numbers.read(partitionId) };
    const finding = compareSpan(span, newerOf(memory.counted, memory.seen.stored?.progress));
    if (finding.lost === 0 || remembered === undefined) return finding;
    // Another process may have been done with what seems to be missing.
    memory.seen = { stored: await this.numbers.read(partitionId) };
    return compareSpan(span, newerOf(memory.counted, memory.seen.stored?.progress));
  }

  #tell(partitionId: string, { lost, replayed, restarted }: SpanFinding, counts: ForwardingCounts, log: RunLog): void {
    counts.messagesLost += lost;
    counts.messagesReplayed += replayed;
    if (lost > 0) {
      log.warn('Messages are missing in front of this run or within it.', { partitionId, lost });
      log.emit({ MessagesLost: lost });
    }
    if (restarted) log.warn('The sequence numbers began anew: the event hub was made again.', { partitionId });
  }

  async #write(
    partitionId: string,
    memory: PartitionMemory,
    finding: SpanFinding,
    counts: ForwardingCounts,
    span: SequenceSpan,
  ): Promise<void> {
    let { progress } = finding;
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const etag = await this.numbers.write(partitionId, progress, memory.seen?.stored?.etag);
      if (etag !== undefined) {
        memory.seen = { stored: { progress, etag } };
        return;
      }
      // Another process was done with messages of this partition, or this one's own write came through without its answer.
      const stored = await this.numbers.read(partitionId);
      memory.seen = { stored };
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
