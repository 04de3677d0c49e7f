import type { ParkedRecord, ParkingReason } from '@audit-bridge/parked-records';
import { deliverRows, RowBatches } from '@audit-bridge/record-stream';
import type { ForwarderPorts, ForwarderSettings } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';

/** A record on its way, with its place in the event hub, should it have to be parked. */
export type RecordOnItsWay = Omit<ParkedRecord, 'reason' | 'message'>;

export interface DeliveryProps {
  readonly ports: Pick<ForwarderPorts, 'stream' | 'clock' | 'randomness' | 'breathe'>;
  readonly settings: Pick<ForwarderSettings, 'maxConcurrentRequests' | 'deliveryTimeoutSeconds'>;
  readonly counts: ForwardingCounts;
}

/** Sends the records of a run in full batches, a bounded number of them side by side, while the run reads on. */
export class Delivery {
  readonly #batches: RowBatches<RecordOnItsWay>;
  readonly #lastAttemptAt: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #toPark: ParkedRecord[] = [];

  constructor(private readonly props: DeliveryProps) {
    const { ports, settings } = props;
    this.#batches = new RowBatches(ports.stream.limits);
    this.#lastAttemptAt = ports.clock.now() + settings.deliveryTimeoutSeconds * 1000;
  }

  /** Takes a record; waits when a batch is full and as many requests as may be are under way. */
  async add(record: RecordOnItsWay): Promise<void> {
    const batch = this.#batches.add(record);
    if (batch !== undefined) await this.#start(batch);
  }

  /** Waits for everything under way. @returns what the stream did not take, for the parking place */
  async finish(): Promise<readonly ParkedRecord[]> {
    const batch = this.#batches.close();
    if (batch !== undefined) await this.#start(batch);
    await Promise.all(this.#underWay);
    return this.#toPark;
  }

  async #start(batch: readonly RecordOnItsWay[]): Promise<void> {
    const { ports, settings } = this.props;
    while (this.#underWay.size >= settings.maxConcurrentRequests) await Promise.race(this.#underWay);
    const sending = this.#deliver(batch).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
    // Else the request would leave only once the next batch is read.
    await ports.breathe();
  }

  async #deliver(batch: readonly RecordOnItsWay[]): Promise<void> {
    const { counts, ports } = this.props;
    const outcome = await deliverRows(batch, { ...ports, lastAttemptAt: this.#lastAttemptAt });
    counts.recordsForwarded += outcome.taken;
    counts.retriedRows += outcome.retried;
    for (const { errorCode, row } of outcome.undelivered) {
      this.#park(row, 'Undelivered', `The stream did not take the record in time (${errorCode}).`);
    }
    for (const { errorCode, row } of outcome.refused) {
      this.#park(row, 'RefusedByStream', `The stream calls a request with this record alone invalid (${errorCode}).`);
    }
  }

  #park(record: RecordOnItsWay, reason: ParkingReason, message: string): void {
    this.#toPark.push({ ...record, reason, message });
  }
}
