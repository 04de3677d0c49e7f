/** A message as a receiver holds it. */
export interface Delivery<T> {
  readonly body: T;
  readonly groupId: string;
  readonly receiveCount: number;
  /** Valid until the message is received again. */
  readonly receipt: string;
}

interface StoredMessage<T> {
  readonly body: T;
  readonly groupId: string;
  receiveCount: number;
  visibleAt: number;
  receipt: string;
}

export interface FifoQueueSettings<T> {
  /** Receives before a message goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** A message was swallowed, because the earlier one came under the same id. */
  readonly onSwallowed?: (body: T, earlier: T) => void;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const deduplicationMilliseconds = 5 * 60_000;

/**
 * The semantics of an SQS FIFO queue: an equal deduplication id is swallowed for five minutes, also after the first message was deleted;
 * a group is blocked while one of its messages is in flight; a lease that runs out brings the message back, until it goes to the dead-letter queue.
 */
export class FifoQueue<T> {
  readonly deadLetters: T[] = [];
  #messages: StoredMessage<T>[] = [];
  readonly #sent = new Map<string, { readonly at: number; readonly body: T }>();
  #receipts = 0;

  constructor(
    private readonly now: () => number,
    private readonly settings: FifoQueueSettings<T>,
  ) {}

  /** Messages that are waiting or in flight. */
  bodies(): T[] {
    return this.#messages.map(message => message.body);
  }

  /** The service says "sent" also to a message that it swallows. */
  send(body: T, groupId: string, deduplicationId: string): void {
    const earlier = this.#sent.get(deduplicationId);
    if (earlier !== undefined && this.now() - earlier.at < deduplicationMilliseconds) {
      this.settings.onSwallowed?.(body, earlier.body);
      return;
    }
    this.#sent.set(deduplicationId, { at: this.now(), body });
    this.#messages.push({ body, groupId, receiveCount: 0, visibleAt: this.now(), receipt: '' });
  }

  /** When the next message could be received; undefined when there is none. */
  nextVisibleAt(): number | undefined {
    const heads = this.#heads().map(message => message.visibleAt);
    return heads.length === 0 ? undefined : Math.min(...heads);
  }

  receive(visibilityTimeoutMilliseconds: number): Delivery<T> | undefined {
    for (const message of this.#heads()) {
      if (message.visibleAt > this.now()) continue;
      if (message.receiveCount >= this.settings.maxReceiveCount) {
        this.deadLetters.push(message.body);
        this.#remove(message);
        return this.receive(visibilityTimeoutMilliseconds);
      }
      message.receiveCount++;
      message.visibleAt = this.now() + visibilityTimeoutMilliseconds;
      message.receipt = `receipt-${++this.#receipts}`;
      return { body: message.body, groupId: message.groupId, receiveCount: message.receiveCount, receipt: message.receipt };
    }
    return undefined;
  }

  /** @returns false when the receipt is not valid any more: the message was received by another one since */
  delete(receipt: string): boolean {
    const message = this.#held(receipt);
    if (message !== undefined) this.#remove(message);
    return message !== undefined;
  }

  changeVisibility(receipt: string, milliseconds: number): boolean {
    const message = this.#held(receipt);
    if (message !== undefined) message.visibleAt = this.now() + milliseconds;
    return message !== undefined;
  }

  /** The first message of each group: the others wait behind it. */
  #heads(): StoredMessage<T>[] {
    const heads = new Map<string, StoredMessage<T>>();
    for (const message of this.#messages) if (!heads.has(message.groupId)) heads.set(message.groupId, message);
    return [...heads.values()];
  }

  #held(receipt: string): StoredMessage<T> | undefined {
    return this.#messages.find(message => message.receipt === receipt);
  }

  #remove(message: StoredMessage<T>): void {
    this.#messages = this.#messages.filter(other => other !== message);
  }
}
