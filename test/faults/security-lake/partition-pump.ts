import type { HubMessage } from '@audit-bridge/activity-log-forwarder/hub-message';
import { retryPolicy } from '@audit-bridge/activity-log-forwarder/retry-policy';
import type { HubPartition } from '../services/event-hub';
import type { Simulation } from '../simulator/simulation';
import { aboutPartition } from './invariants';

export interface PartitionPumpProps {
  readonly simulation: Simulation;
  readonly partition: HubPartition;
  /** Of the instance. */
  readonly name: string;
  readonly maxBatchMessages: number;
  readonly batchesPerCheckpoint: number;
  /** The function is registered with a retry policy that never gives up: the same messages again, and the checkpoint stays. */
  readonly holdsCheckpoint: boolean;
  /** Whether the instance takes new work. */
  readonly isOpen: () => boolean;
  readonly run: (messages: readonly HubMessage[]) => Promise<void>;
  readonly writeCheckpoint: (next: number) => Promise<void>;
}

const firstRetryMilliseconds = retryPolicy.minimumInterval.seconds * 1_000;
const maxRetryMilliseconds = retryPolicy.maximumInterval.minutes * 60_000;

/**
 * What the host does with one partition that an instance owns: batches in order, one run at a time, a checkpoint after runs that have ended.
 * A run under way goes on when the partition is taken away, and its checkpoint may still be written.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reliable-event-processing
 */
export class PartitionPump {
  /** The next message to read; where the group's checkpoint was when this owner came. */
  #position: number;
  #isOwned = true;
  #isBusy = false;
  #batchesSinceCheckpoint = 0;

  constructor(private readonly props: PartitionPumpProps) {
    this.#position = props.partition.checkpoint;
  }

  get isOwned(): boolean {
    return this.#isOwned && this.props.isOpen();
  }

  /** Everything that has come is read and run. */
  get isAtEnd(): boolean {
    return !this.#isBusy && this.props.partition.read(this.#position, 1).length === 0;
  }

  /** The messages of the run under way. */
  inHand: readonly HubMessage[] = [];

  release(): void {
    this.#isOwned = false;
  }

  /** There may be something to read. */
  wake(): void {
    if (this.#isBusy || !this.isOwned) return;
    const { maxBatchMessages, partition, simulation } = this.props;
    const messages = partition.read(this.#position, simulation.random.integer(1, maxBatchMessages));
    if (messages.length === 0) return;
    this.#isBusy = true;
    this.inHand = messages;
    void this.#runUntilDone(messages, 1);
  }

  async #runUntilDone(messages: readonly HubMessage[], attempt: number): Promise<void> {
    const { holdsCheckpoint, run } = this.props;
    try {
      await run(messages);
    } catch {
      if (holdsCheckpoint) return this.#tryAgainLater(messages, attempt);
    }
    await this.#moveOn(messages);
  }

  #tryAgainLater(messages: readonly HubMessage[], attempt: number): void {
    const { simulation } = this.props;
    const delay = Math.min(maxRetryMilliseconds, firstRetryMilliseconds * 2 ** (attempt - 1));
    simulation.after(delay, () => {
      // Shut down, or another's, between two tries: whoever owns the partition next starts at the checkpoint.
      if (!this.isOwned) return this.#rest();
      simulation.releaseMicrotasks();
      void this.#runUntilDone(messages, attempt + 1);
    });
  }

  async #moveOn(messages: readonly HubMessage[]): Promise<void> {
    const { batchesPerCheckpoint, name, partition, simulation, writeCheckpoint } = this.props;
    this.#position = (messages.at(-1)?.sequenceNumber ?? this.#position) + 1;
    if (++this.#batchesSinceCheckpoint >= batchesPerCheckpoint) {
      this.#batchesSinceCheckpoint = 0;
      // A checkpoint that is not written only repeats messages.
      await writeCheckpoint(this.#position).catch(() =>
        simulation.note(name, 'goes on without its checkpoint', aboutPartition(partition.id)),
      );
    }
    this.#rest();
    simulation.after(1, () => this.wake());
  }

  #rest(): void {
    this.#isBusy = false;
    this.inHand = [];
  }
}
