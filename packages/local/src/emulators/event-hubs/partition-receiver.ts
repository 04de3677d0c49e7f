import type { Sender } from 'rhea';
import { encodeMessage } from './amqp-message';
import type { PartitionLog } from './partition-log';

/** What rhea keeps per link, and its types leave out. */
type CountingSender = Sender & { readonly credit: number; readonly delivery_count: number };

/** A consumer's link: sends the partition's messages in their order, as many as the consumer has given credit for. */
export class PartitionReceiver {
  readonly #sender: CountingSender;
  readonly #partition: PartitionLog;
  readonly #unsubscribe: () => void;
  #next: number;
  /** Messages given to rhea; it writes them later. */
  #handed = 0;

  constructor(
    sender: Sender,
    partition: PartitionLog,
    start: number,
    /** Undefined for a receiver that shares the partition. */
    readonly epoch: number | undefined,
  ) {
    this.#sender = sender as CountingSender;
    this.#partition = partition;
    this.#next = start;
    this.#unsubscribe = partition.onAppend(() => this.#send());
    for (const event of ['sender_flow', 'sendable', 'settled']) sender.on(event, () => this.#send());
    sender.on('sender_draining', () => sender.set_drained(true));
  }

  /** Sends no more; what is under way arrives. */
  end(): void {
    this.#unsubscribe();
    this.#next = Number.POSITIVE_INFINITY;
  }

  #send(): void {
    const sender = this.#sender;
    // What the retention has dropped meanwhile is passed over: the consumer sees a gap in the sequence numbers.
    this.#next = Math.max(this.#next, this.#partition.beginningSequenceNumber);
    while (sender.sendable() && this.#handed - sender.delivery_count < sender.credit) {
      const message = this.#partition.at(this.#next);
      if (message === undefined) return;
      sender.send(encodeMessage(message), undefined, 0);
      this.#handed += 1;
      this.#next += 1;
    }
  }
}
