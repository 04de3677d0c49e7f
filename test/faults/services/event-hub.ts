import type { HubMessage } from '@audit-bridge/activity-log-forwarder/hub-message';

/** One partition of an event hub: a log that its readers do not change, and whose old end goes away by age. */
export class HubPartition {
  readonly messages: HubMessage[] = [];
  #firstKept = 0;
  /** The first message that the consumer group's checkpoint does not cover. Whoever takes the partition over starts here. */
  #checkpoint = 0;

  constructor(
    readonly id: string,
    private readonly now: () => number,
  ) {}

  get end(): number {
    return this.messages.length;
  }

  get checkpoint(): number {
    return this.#checkpoint;
  }

  append(bytes: Buffer): HubMessage {
    const sequenceNumber = this.messages.length;
    // Offsets grow by bytes, not by messages.
    const before = this.messages.at(-1);
    const offset = String(before === undefined ? 0 : Number(before.offset) + before.bytes.length + 64);
    const message = { bytes, sequenceNumber, offset, enqueuedAt: new Date(this.now()).toISOString() };
    this.messages.push(message);
    return message;
  }

  /** @returns the messages from a sequence number on; what has expired is left out silently */
  read(from: number, max: number): readonly HubMessage[] {
    const start = Math.max(from, this.#firstKept);
    return this.messages.slice(start, start + max);
  }

  /** The messages in front of this one are gone for whoever reads from now on. */
  expireBefore(sequenceNumber: number): void {
    this.#firstKept = Math.max(this.#firstKept, sequenceNumber);
  }

  isExpired(sequenceNumber: number): boolean {
    return sequenceNumber < this.#firstKept;
  }

  /** Unconditional, as the host writes it: an owner who has lost the partition can set it back. */
  moveCheckpoint(next: number): void {
    this.#checkpoint = next;
  }
}
