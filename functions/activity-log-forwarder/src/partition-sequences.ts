import type { RunLog } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';
import type { HubMessages } from './hub-message';
import type { SequenceNumbers, StoredProgress } from './sequence-numbers';
import { compareSpan, joinSpans, type SequenceSpan, spanOf } from './sequence-span';

/** Another owner of the partition writes at most now and then. */
const maxAttempts = 4;

interface PartitionMemory {
  /** What is stored, as far as this process knows. */
  stored: StoredProgress | undefined;
  /** What this process was done with and could not write down yet. */
  unwritten: SequenceSpan | undefined;
}

/**
 * Sees by the sequence numbers whether messages are missing between one run and the next, or come again. Keep one per process.
 *
 * The numbers bear witness and nothing more: they are written after delivery, and a run succeeds without them. To hold back events because a counter
 * cannot be written would turn a gap in the watching into a gap in the log. So a store that does not answer is logged, and what was seen meanwhile is
 * written with the next run; only a process that ends before that leaves a gap which later looks like a loss: an alarm too many, never one too few.
 */
export class PartitionSequences {
  readonly #memories = new Map<string, PartitionMemory>();

  constructor(private readonly numbers: SequenceNumbers) {}

  /** Counts what is missing and what came again, and writes the progress down. Never throws. */
  async note({ messages, partitionId }: HubMessages, counts: ForwardingCounts, log: RunLog): Promise<void> {
    const span = spanOf(messages);
    if (span === undefined) return;
    const memory = this.#memories.get(partitionId) ?? { stored: undefined, unwritten: undefined };
    this.#memories.set(partitionId, memory);
    memory.unwritten = memory.unwritten === undefined ? span : joinSpans(memory.unwritten, span);
    try {
      await this.#write(partitionId, memory, counts, log);
    } catch (error) {
      memory.stored = undefined;
      log.error('The last sequence number of the partition was not written: the next run writes it.', error, { partitionId });
    }
  }

  async #write(partitionId: string, memory: PartitionMemory, counts: ForwardingCounts, log: RunLog): Promise<void> {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const span = memory.unwritten;
      if (span === undefined) return;
      memory.stored ??= await this.numbers.read(partitionId);
      const finding = compareSpan(span, memory.stored?.progress);
      const etag = await this.numbers.write(partitionId, finding.progress, memory.stored?.etag);
      if (etag === undefined) {
        // Another process was done with messages of this partition: what it wrote decides.
        memory.stored = undefined;
        continue;
      }
      memory.stored = { progress: finding.progress, etag };
      memory.unwritten = undefined;
      counts.messagesLost += finding.lost;
      counts.messagesReplayed += finding.replayed;
      if (finding.lost > 0) log.warn('Messages are missing in front of this run or within it.', { partitionId, lost: finding.lost });
      if (finding.restarted) log.warn('The sequence numbers began anew: the event hub was made again.', { partitionId });
      return;
    }
    throw new Error(`Somebody else wrote the progress of the partition at each of ${maxAttempts} attempts.`);
  }
}
