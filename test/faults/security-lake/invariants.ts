import type { ForwarderSettings } from '@audit-bridge/activity-log-forwarder/forwarder-run';
import type { HubMessages } from '@audit-bridge/activity-log-forwarder/hub-message';
import type { SequenceNumbers } from '@audit-bridge/activity-log-forwarder/sequence-numbers';
import type { RecordStream } from '@audit-bridge/record-stream';
import type { Violation } from '../fault-pipeline';
import type { StoredBlob } from '../services/block-blobs';
import type { HubPartition } from '../services/event-hub';
import type { Ledger } from './ledger';

/** What must hold at every moment of a run, checked as each request reaches its service and as each run ends. */
export class Invariants {
  readonly violations: Violation[] = [];
  /** Messages that runs have counted as lost, by partition. */
  readonly countedLost = new Map<string, number>();
  /** Partitions of which the last sequence number was not written once and for all: then a gap may be counted that is none. */
  readonly doubtfulPartitions = new Set<string>();

  constructor(
    private readonly ledger: Ledger,
    private readonly settings: Pick<ForwarderSettings, 'maxConcurrentRequests'>,
  ) {}

  taken(bytes: Buffer): void {
    this.#report(this.ledger.taken(bytes));
  }

  kept(blob: StoredBlob): void {
    for (const what of this.ledger.kept(blob)) this.#report(what);
  }

  removed(blob: StoredBlob): void {
    for (const what of this.ledger.removed(blob)) this.#report(what);
  }

  /** One run's stream, watched from the run's side: a row that it knows to be taken is not sent again. */
  watchStream(stream: RecordStream): RecordStream {
    const takenRows = new Set<Buffer>();
    const sentRows = new Set<Buffer>();
    let requests = 0;
    const doubt = (bytes: Buffer) => {
      const record = this.ledger.recordOf(bytes);
      if (record !== undefined) record.doubts++;
    };
    return {
      limits: stream.limits,
      put: async rows => {
        if (++requests > this.settings.maxConcurrentRequests)
          this.#report(`${requests} requests were under way at once, ${this.settings.maxConcurrentRequests} are allowed`);
        for (const { bytes } of rows) {
          if (takenRows.has(bytes)) this.#report('a row that the stream had taken was sent again by the same run');
          const record = this.ledger.recordOf(bytes);
          if (record !== undefined && !sentRows.has(bytes)) record.sendings++;
          sentRows.add(bytes);
        }
        try {
          const outcomes = await stream.put(rows);
          for (const [index, { bytes }] of rows.entries()) {
            if (outcomes[index]?.kind === 'taken') takenRows.add(bytes);
            else doubt(bytes);
          }
          return outcomes;
        } catch (error) {
          for (const { bytes } of rows) doubt(bytes);
          throw error;
        } finally {
          requests--;
        }
      },
    };
  }

  watchSequenceNumbers(numbers: SequenceNumbers): SequenceNumbers {
    const watched = async <T>(partitionId: string, result: Promise<T>, isDoubtful: (value: T) => boolean): Promise<T> => {
      const doubted = () => this.doubtfulPartitions.add(partitionId);
      try {
        const value = await result;
        if (isDoubtful(value)) doubted();
        return value;
      } catch (error) {
        doubted();
        throw error;
      }
    };
    return {
      read: partitionId => watched(partitionId, numbers.read(partitionId), () => false),
      write: (partitionId, progress, etag) =>
        watched(partitionId, numbers.write(partitionId, progress, etag), written => written === undefined),
    };
  }

  runBegan({ messages, partitionId }: HubMessages): void {
    for (const { sequenceNumber } of messages) {
      const message = this.ledger.messageOf(partitionId, sequenceNumber);
      if (message !== undefined) this.ledger.given(message);
    }
  }

  /** Success is a promise: everything in these messages is in the stream or parked. */
  runSucceeded({ messages, partitionId }: HubMessages): void {
    for (const { sequenceNumber } of messages) {
      const message = this.ledger.messageOf(partitionId, sequenceNumber);
      if (message === undefined) continue;
      message.isDone = true;
      const unsettled = this.ledger.unsettled(message);
      if (unsettled !== undefined) this.#report(`a run succeeded, but ${unsettled}`, aboutPartition(partitionId));
    }
  }

  lossCounted(partitionId: string, messages: number): void {
    this.countedLost.set(partitionId, (this.countedLost.get(partitionId) ?? 0) + messages);
  }

  checkpointMoved(partition: HubPartition): void {
    for (let number = 0; number < partition.checkpoint; number++) {
      const message = this.ledger.messageOf(partition.id, number);
      const unsettled = message && !partition.isExpired(number) && this.ledger.unsettled(message);
      if (!unsettled) continue;
      this.#report(`the checkpoint moved to ${partition.checkpoint}, but ${unsettled}`, aboutPartition(partition.id));
      return;
    }
  }

  #report(what: string | undefined, about?: string): void {
    if (what !== undefined) this.violations.push({ what, about });
  }
}

export const aboutPartition = (partitionId: string) => `partition ${partitionId}`;
