import type { AmqpError, Sender } from 'rhea';
import { amqpErrors } from './amqp-errors';
import type { PartitionLog } from './partition-log';
import { PartitionReceiver } from './partition-receiver';

const maxReceiversWithoutEpoch = 5;

/**
 * The receivers of one partition in one consumer group.
 *
 * One with an epoch (owner level) has the partition for itself: a newer one of the same or a higher epoch takes it over, a lower one or one
 * without is refused. That is how a second host takes over a partition, while the first one may still be working on its last batch.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-event-processor-host#epoch
 */
export class PartitionReceivers {
  readonly #receivers = new Map<Sender, PartitionReceiver>();

  constructor(readonly partition: PartitionLog) {}

  /** @returns why the receiver was refused, or undefined */
  add(sender: Sender, start: number, epoch: number | undefined): AmqpError | undefined {
    const present = [...this.#receivers];
    const current = Math.max(-1, ...present.map(([, receiver]) => receiver.epoch ?? -1));
    if (current > (epoch ?? -1)) return amqpErrors.epochTooLow(this.partition.id, epoch, current);
    if (epoch === undefined && present.length >= maxReceiversWithoutEpoch) return amqpErrors.tooManyReceivers(this.partition.id);
    if (epoch !== undefined) {
      for (const [older, receiver] of present) {
        receiver.end();
        this.#receivers.delete(older);
        older.close(amqpErrors.stolen(this.partition.id, epoch));
      }
    }
    this.#receivers.set(sender, new PartitionReceiver(sender, this.partition, start, epoch));
    return undefined;
  }

  remove(sender: Sender): void {
    this.#receivers.get(sender)?.end();
    this.#receivers.delete(sender);
  }
}
