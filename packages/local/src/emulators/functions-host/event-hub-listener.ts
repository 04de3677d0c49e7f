import { randomUUID } from 'node:crypto';
import { EventHubConsumerClient } from '@azure/event-hubs';
import type { CheckpointStore } from './checkpoint-store';
import { FunctionInvocationError, FunctionsHostError } from './errors';
import { eventHubRequest, type SequenceNumberShape, type TriggerEvent } from './event-hub-batch';
import type { FunctionExecutor } from './function-executor';
import type { HostSettings } from './host-settings';
import { PartitionListener } from './partition-listener';
import type { EventHubFunction } from './registered-function';

export interface EventHubListenerProps {
  readonly registered: EventHubFunction;
  readonly executor: FunctionExecutor;
  readonly checkpoints: CheckpointStore;
  readonly settings: HostSettings;
  readonly sequenceNumberShape: SequenceNumberShape;
  readonly onBatch: (partitionId: string, events: readonly TriggerEvent[]) => void;
  readonly onError: (error: unknown) => void;
}

/** The partitions that this host reads for one function. */
export class EventHubListener {
  readonly #props: EventHubListenerProps;
  readonly #client: EventHubConsumerClient;
  readonly #hostId = randomUUID();
  readonly #partitions = new Map<string, PartitionListener>();
  #waiting: (() => void)[] = [];
  #hasEnded = false;

  constructor(props: EventHubListenerProps) {
    this.#props = props;
    const { consumerGroup, connectionString, eventHubName } = props.registered;
    this.#client = new EventHubConsumerClient(consumerGroup, connectionString, eventHubName);
  }

  /** Which partitions another host has claimed since. */
  get lostPartitions(): readonly string[] {
    return [...this.#partitions.values()].filter(({ isLost }) => isLost).map(({ partitionId }) => partitionId);
  }

  /** Claims partitions, also those of another host. @param partitionIds undefined for all */
  async claim(partitionIds: readonly string[] = []): Promise<void> {
    const all = await this.#client.getPartitionIds();
    const claimed = all.filter(id => partitionIds.length === 0 || partitionIds.includes(id));
    await Promise.all(claimed.map(id => this.#start(id)));
  }

  /** Resolves when all that is in this host's partitions now is behind their checkpoints. @throws {FunctionsHostError} when the host ends before */
  async drained(): Promise<void> {
    const targets = await Promise.all(
      [...this.#partitions.values()].map(async listener => ({ listener, last: await this.#lastSequenceNumber(listener.partitionId) })),
    );
    const isDone = ({ listener, last }: (typeof targets)[number]) => listener.isLost || (listener.checkpoint?.sequenceNumber ?? -1) >= last;
    while (!targets.every(isDone)) {
      if (this.#hasEnded) throw new FunctionsHostError('The host has ended before its partitions were drained.');
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
  }

  async stop(): Promise<void> {
    await this.#end(listener => listener.stop());
  }

  async abandon(): Promise<void> {
    await this.#end(listener => listener.abandon());
  }

  async #end(how: (listener: PartitionListener) => Promise<void>): Promise<void> {
    const ended = [...this.#partitions.values()].map(how);
    this.#hasEnded = true;
    this.#changed();
    await Promise.all(ended);
    await this.#client.close();
  }

  async #start(partitionId: string): Promise<void> {
    const { registered, checkpoints, settings } = this.#props;
    const present = this.#partitions.get(partitionId);
    if (present !== undefined && !present.isLost) return;
    const { eventHubName, consumerGroup } = registered;
    const listener = new PartitionListener({
      client: this.#client,
      key: { eventHubName, consumerGroup, partitionId },
      checkpoints,
      hostId: this.#hostId,
      settings,
      process: (events, signal) => this.#process(partitionId, events, signal),
      onChange: error => this.#changed(error),
    });
    this.#partitions.set(partitionId, listener);
    await listener.start();
  }

  async #process(partitionId: string, events: readonly TriggerEvent[], signal: AbortSignal): Promise<void> {
    const { registered, executor, sequenceNumberShape, onBatch } = this.#props;
    const request = eventHubRequest(registered, partitionId, events, sequenceNumberShape);
    try {
      await executor.execute(registered, request, signal, () => onBatch(partitionId, events));
    } catch (error) {
      // The checkpoint passes a batch that failed for good.
      if (!(error instanceof FunctionInvocationError) && !signal.aborted) throw error;
    }
  }

  /** -1 where nothing is left to read. */
  async #lastSequenceNumber(partitionId: string): Promise<number> {
    const { isEmpty, lastEnqueuedSequenceNumber } = await this.#client.getPartitionProperties(partitionId);
    return isEmpty ? -1 : lastEnqueuedSequenceNumber;
  }

  #changed(error?: unknown): void {
    if (error !== undefined) this.#props.onError(error);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
