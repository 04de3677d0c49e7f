import { forwardMessages } from '@audit-bridge/activity-log-forwarder/forward-messages';
import { forwardParkedRecords } from '@audit-bridge/activity-log-forwarder/forward-parked-records';
import type { ForwarderSettings, RunLog } from '@audit-bridge/activity-log-forwarder/forwarder-run';
import { type ForwardingCounts, noCounts } from '@audit-bridge/activity-log-forwarder/forwarding-counts';
import type { HubMessage } from '@audit-bridge/activity-log-forwarder/hub-message';
import { PartitionSequences } from '@audit-bridge/activity-log-forwarder/partition-sequences';
import type { ParkedRecord } from '@audit-bridge/parked-records';
import { MemoryParkingPlace } from '@audit-bridge/parked-records/test/memory/memory-parking-place';
import { MemoryRecordStream } from '@audit-bridge/record-stream/test/fakes/memory-record-stream';
import { VirtualClock } from '@audit-bridge/record-stream/test/fakes/virtual-clock';
import { MemorySequenceNumbers } from './memory-sequence-numbers';

export const subscriptionId = '11111111-2222-4333-8444-555555555555';

/** The forwarder with everything around it in memory. */
export class ForwarderWorld {
  readonly clock = new VirtualClock();
  readonly stream = new MemoryRecordStream();
  readonly parking = new MemoryParkingPlace(() => this.clock.now());
  readonly sequenceNumbers = new MemorySequenceNumbers();
  readonly lines: { readonly message: string; readonly fields: unknown }[] = [];
  sequences = new PartitionSequences(this.sequenceNumbers);
  settings: ForwarderSettings = { subscriptionIds: [subscriptionId], maxConcurrentRequests: 4, deliveryTimeoutSeconds: 120 };

  readonly emitted: object[] = [];

  readonly log: RunLog = {
    emit: metrics => void this.emitted.push(metrics),
    info: (message, fields) => void this.lines.push({ message, fields }),
    warn: (message, fields) => void this.lines.push({ message, fields }),
    error: (message, error, fields) => void this.lines.push({ message: `${message} ${String(error)}`, fields }),
  };

  get ports() {
    const { clock, parking, sequenceNumbers, stream } = this;
    return { clock, parking, sequenceNumbers, stream, randomness: Math.random, breathe: async () => {} };
  }

  /** Runs the forwarder over message bodies, numbered from `first` on. */
  async forward(bodies: readonly (string | Buffer)[], first = 0, counts = noCounts()): Promise<ForwardingCounts> {
    const messages = bodies.map((body, index) => this.message(body, first + index));
    const { log, ports, sequences, settings } = this;
    await forwardMessages({ partitionId: '3', messages }, { log, ports, sequences, settings, counts });
    return counts;
  }

  message(body: string | Buffer, sequenceNumber: number): HubMessage {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    const enqueuedAt = new Date(this.clock.milliseconds - 1_000).toISOString();
    return { bytes, sequenceNumber, offset: String(sequenceNumber * 100), enqueuedAt };
  }

  async forwardParked(counts = noCounts(), maxSeconds = 240) {
    const { log, ports, settings } = this;
    return { counts, ...(await forwardParkedRecords({ log, ports, settings, counts, maxSeconds })) };
  }

  /** All that is parked, by the order of the blobs' names. */
  async parked(): Promise<readonly ParkedRecord[]> {
    const records: ParkedRecord[] = [];
    for (const name of [...this.parking.blobs.keys()].sort()) records.push(...((await this.parking.read(name)) ?? []));
    return records;
  }
}
