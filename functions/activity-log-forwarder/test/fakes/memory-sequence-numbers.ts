import {
  type PartitionProgress,
  type SequenceNumbers,
  SequenceNumbersError,
  type StoredProgress,
} from '@audit-bridge/activity-log-forwarder/sequence-numbers';

/** Last sequence numbers in memory, with conditional writes. */
export class MemorySequenceNumbers implements SequenceNumbers {
  readonly stored = new Map<string, StoredProgress>();
  /** While set, every call fails with it. */
  outage: string | undefined;
  reads = 0;
  #writes = 0;

  async read(partitionId: string): Promise<StoredProgress | undefined> {
    this.#check();
    this.reads++;
    return this.stored.get(partitionId);
  }

  async write(partitionId: string, progress: PartitionProgress, etag: string | undefined): Promise<string | undefined> {
    this.#check();
    if (this.stored.get(partitionId)?.etag !== etag) return undefined;
    const next = `etag-${++this.#writes}`;
    this.stored.set(partitionId, { progress, etag: next });
    return next;
  }

  #check(): void {
    if (this.outage !== undefined) throw new SequenceNumbersError(this.outage);
  }
}
