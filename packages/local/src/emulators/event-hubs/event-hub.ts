import { createHash } from 'node:crypto';
import { PartitionLog, type SentMessage } from './partition-log';

export interface EventHubProps {
  readonly partitionCount: number;
  /** Besides `$Default`. @default none */
  readonly consumerGroups?: readonly string[];
  /** Of each partition; the oldest are dropped first, as when their time is over. @default all */
  readonly maxRetainedMessages?: number;
}

/** One event hub: what producers have sent to it, by partition. */
export class EventHub {
  readonly partitions: readonly PartitionLog[];
  readonly createdOn = new Date();
  readonly #consumerGroups: ReadonlySet<string>;
  #next = 0;

  constructor(
    readonly name: string,
    { partitionCount, consumerGroups = [], maxRetainedMessages }: EventHubProps,
    now: () => number,
  ) {
    this.partitions = Array.from({ length: partitionCount }, (_, index) => new PartitionLog(String(index), maxRetainedMessages, now));
    this.#consumerGroups = new Set(['$default', ...consumerGroups.map(group => group.toLowerCase())]);
  }

  hasConsumerGroup(name: string): boolean {
    return this.#consumerGroups.has(name.toLowerCase());
  }

  partition(id: string): PartitionLog | undefined {
    return this.partitions.find(partition => partition.id === id);
  }

  /** A whole batch goes into one partition: that of its key, else the next one. */
  append(messages: readonly SentMessage[]): void {
    const key = messages[0]?.partitionKey;
    const index = key === undefined ? this.#next++ : createHash('sha256').update(key).digest().readUInt32LE();
    this.partitions[index % this.partitions.length]?.append(messages);
  }
}
