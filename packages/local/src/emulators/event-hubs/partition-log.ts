import type { EventPosition } from './event-position';

/** What a producer sent. */
export interface SentMessage {
  readonly body: Uint8Array;
  /** AMQP application properties. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** AMQP properties, by their AMQP names (`content_type`). */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly partitionKey?: string;
}

/** What the partition holds of it. */
export interface StoredMessage extends SentMessage {
  readonly sequenceNumber: number;
  /** A position in the partition's bytes, as text: services with geo-replication give text that is no number. */
  readonly offset: string;
  readonly enqueuedTime: Date;
}

/** One partition: messages in their order, the oldest of which the retention drops. */
export class PartitionLog {
  #messages: StoredMessage[] = [];
  #nextSequenceNumber = 0;
  #nextOffset = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly id: string,
    readonly maxRetainedMessages: number = Number.POSITIVE_INFINITY,
    readonly now: () => number = Date.now,
  ) {}

  /** Of the oldest message that is still there, or of the next one. */
  get beginningSequenceNumber(): number {
    return this.#messages[0]?.sequenceNumber ?? this.#nextSequenceNumber;
  }

  /** -1 before the first message. */
  get lastSequenceNumber(): number {
    return this.#nextSequenceNumber - 1;
  }

  get last(): StoredMessage | undefined {
    return this.#messages.at(-1);
  }

  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  append(sent: readonly SentMessage[]): void {
    const enqueuedTime = new Date(this.now());
    for (const message of sent) {
      this.#messages.push({ ...message, sequenceNumber: this.#nextSequenceNumber, offset: String(this.#nextOffset), enqueuedTime });
      this.#nextSequenceNumber += 1;
      this.#nextOffset += message.body.byteLength + 64;
    }
    this.dropOldest(this.#messages.length - this.maxRetainedMessages);
    for (const listener of this.#listeners) listener();
  }

  /** What the retention does in time: the oldest messages are gone, whoever has read them. */
  dropOldest(count: number): void {
    if (count > 0) this.#messages = this.#messages.slice(count);
  }

  at(sequenceNumber: number): StoredMessage | undefined {
    return this.#messages[sequenceNumber - this.beginningSequenceNumber];
  }

  /** The sequence number of the first message at a position, or of the next one to come; messages that are gone are passed over. */
  sequenceNumberAt(position: EventPosition): number {
    if (!('value' in position)) return position.from === 'end' ? this.#nextSequenceNumber : this.beginningSequenceNumber;
    const { from, value, inclusive } = position;
    const first = this.#messages.find(message => {
      const place = Number(message[from]);
      return place > value || (inclusive && place === value);
    });
    return first?.sequenceNumber ?? this.#nextSequenceNumber;
  }

  /** Calls back after each append. @returns a function that ends it */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
