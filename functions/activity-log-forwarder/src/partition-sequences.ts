import type { RunLog } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';
import type { HubMessages } from './hub-message';
import { PartitionWatch } from './partition-watch';
import type { SequenceNumbers } from './sequence-numbers';
import { spanOf } from './sequence-span';

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
  readonly #watches = new Map<string, PartitionWatch>();

  constructor(private readonly numbers: SequenceNumbers) {}

  /** Counts what is missing and what came again, and writes the progress down. Never throws. */
  async note({ messages, partitionId }: HubMessages, counts: ForwardingCounts, log: RunLog): Promise<void> {
    const span = spanOf(messages);
    if (span === undefined) return;
    const watch = this.#watches.get(partitionId) ?? new PartitionWatch(partitionId, this.numbers);
    this.#watches.set(partitionId, watch);
    await watch.note({ span, counts, log });
  }
}
