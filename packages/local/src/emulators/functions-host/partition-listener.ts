import { setTimeout as sleep } from 'node:timers/promises';
import type { EventHubConsumerClient, ReceivedEventData, Subscription } from '@azure/event-hubs';
import type { Checkpoint, CheckpointKey, CheckpointStore } from './checkpoint-store';
import type { TriggerEvent } from './event-hub-batch';
import type { HostSettings } from './host-settings';

export interface PartitionListenerProps {
  readonly client: EventHubConsumerClient;
  readonly key: CheckpointKey;
  readonly checkpoints: CheckpointStore;
  readonly hostId: string;
  readonly settings: HostSettings;
  /** Runs the function for a batch; when this is over, the checkpoint moves. It throws where the signal ends it. */
  readonly process: (events: readonly TriggerEvent[], signal: AbortSignal) => Promise<void>;
  /** Told when the checkpoint has moved, when the partition is lost, and of each error of the connection or the store. */
  readonly onChange: (error?: unknown) => void;
}

/** Above 0: the client takes 0 for none. */
const ownerLevel = 1;
const restartPauseMilliseconds = 100;
/** The real host looks every 30 seconds: https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings */
const ownershipCheckMilliseconds = 200;

/**
 * Reads one partition and has its batches worked through, one after another, from its checkpoint on.
 *
 * The checkpoint moves after each batch, also when the function failed for good; it does not move when the host stops or another host has
 * claimed the partition meanwhile: then the batch is delivered again.
 */
export class PartitionListener {
  readonly #props: PartitionListenerProps;
  /** Aborted when the host stops, or the partition is lost. */
  readonly #ending = new AbortController();
  #subscription: Subscription | undefined;
  #ownershipCheck: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();
  #checkpoint: Checkpoint | undefined;
  #isLost = false;

  constructor(props: PartitionListenerProps) {
    this.#props = props;
  }

  get partitionId(): string {
    return this.#props.key.partitionId;
  }

  /** Another host has claimed the partition. */
  get isLost(): boolean {
    return this.#isLost;
  }

  get checkpoint(): Checkpoint | undefined {
    return this.#checkpoint;
  }

  /** Claims the partition and begins behind its checkpoint. */
  async start(): Promise<void> {
    const { checkpoints, key, hostId, onChange } = this.#props;
    await checkpoints.claim(key, hostId);
    this.#ownershipCheck = setInterval(() => this.#checkOwnership().catch(onChange), ownershipCheckMilliseconds);
    await this.#subscribe();
  }

  /** Takes no more batches. One that is under way is waited for, and delivered again. */
  async stop(): Promise<void> {
    await this.abandon();
    await this.#underWay.catch(() => undefined);
  }

  /** The same without waiting. */
  async abandon(): Promise<void> {
    clearInterval(this.#ownershipCheck);
    this.#ending.abort();
    await this.#subscription?.close();
  }

  async #subscribe(): Promise<void> {
    const { client, checkpoints, key, settings, onChange } = this.#props;
    this.#checkpoint = await checkpoints.read(key);
    if (this.#ending.signal.aborted) return;
    const beginning = { offset: settings.initialOffset === 'fromStart' ? '-1' : '@latest' };
    this.#subscription = client.subscribe(
      key.partitionId,
      {
        processEvents: events => {
          this.#underWay = events.length > 0 ? this.#processBatch(events.map(toTriggerEvent)) : Promise.resolve();
          return this.#underWay;
        },
        processError: async error => onChange(error),
        processClose: async () => this.#resubscribe(),
      },
      {
        startPosition: this.#checkpoint === undefined ? beginning : { sequenceNumber: this.#checkpoint.sequenceNumber, isInclusive: false },
        ownerLevel,
        maxBatchSize: settings.maxEventBatchSize,
        prefetchCount: settings.prefetchCount,
        // The client keeps this timer also when the partition is taken from it: no process should wait a minute for its end.
        maxWaitTimeInSeconds: 1,
        skipParsingBodyAsJson: true,
      },
    );
  }

  async #processBatch(events: readonly TriggerEvent[]): Promise<void> {
    const { checkpoints, key, process, onChange } = this.#props;
    const { signal } = this.#ending;
    await process(events, signal);
    const last = events.at(-1);
    if (last === undefined || !(await this.#checkOwnership()) || signal.aborted) return;
    const checkpoint = { sequenceNumber: last.sequenceNumber, offset: last.offset };
    await checkpoints.write(key, checkpoint);
    this.#checkpoint = checkpoint;
    onChange();
  }

  /** @returns whether the partition is still this host's */
  async #checkOwnership(): Promise<boolean> {
    const { checkpoints, key, hostId, onChange } = this.#props;
    const isOwner = (await checkpoints.owner(key)) === hostId;
    if (!isOwner && !this.#isLost) {
      this.#isLost = true;
      onChange();
      // Not waited for: the subscription waits for the batch that asks here.
      this.abandon().catch(onChange);
    }
    return isOwner;
  }

  /** The client ends a subscription after an error that it does not retry; whoever owns the partition begins anew at the checkpoint. */
  #resubscribe(): void {
    if (this.#ending.signal.aborted) return;
    sleep(restartPauseMilliseconds)
      .then(async () => (await this.#checkOwnership()) && this.#subscribe())
      .catch(this.#props.onChange);
  }
}

function toTriggerEvent({ body, sequenceNumber, offset, enqueuedTimeUtc, partitionKey, properties }: ReceivedEventData): TriggerEvent {
  return {
    body,
    sequenceNumber,
    offset,
    enqueuedTime: enqueuedTimeUtc,
    ...(typeof partitionKey === 'string' && { partitionKey }),
    ...(properties !== undefined && { properties }),
  };
}
