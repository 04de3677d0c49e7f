import type { LastLine } from '@audit-bridge/activity-log-blobs';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { FailedRecord } from '@audit-bridge/failed-events';
import type { BlobLine } from './blob-line';
import { LastLineTrail } from './last-line';
import type { BlobSource, LineOutcome } from './line-outcome';
import type { ProcessingCounts } from './processing-counts';

/** An event with the line that it was made of, should the destination refuse it. */
export interface BatchedEvent {
  readonly event: PreparedEvent;
  readonly line: BlobLine;
}

/** All lines of one stretch of a blob: the events of one request, and what cannot be sent. */
export interface EventBatch {
  readonly events: readonly BatchedEvent[];
  readonly failed: readonly FailedRecord[];
  /** Bytes that the batch keeps in memory. */
  readonly heldBytes: number;
  /** Where the next batch begins. */
  readonly endOffset: number;
  readonly lastLine: LastLine | undefined;
  /** Event time of the newest event, milliseconds since 1970 UTC. */
  readonly newestMilliseconds: number | undefined;
}

export interface BatchLimits {
  readonly maxEvents: number;
  /** Of the events' entries in a request, with a comma each. */
  readonly maxBytes: number;
}

/** A batch of long lines closes early: lines are kept until their events are accepted. */
const maxHeldBytes = 2 * 1024 * 1024;
const maxFailedRecords = 500;
/** What a line takes in memory besides its bytes, roughly: a blob of millions of tiny lines is large too. */
const lineOverheadBytes = 500;

export class EventBatches {
  readonly #trail: LastLineTrail;
  #events: BatchedEvent[] = [];
  #recordBytesById = new Map<string, Buffer>();
  #failed: FailedRecord[] = [];
  #entryBytes = 0;
  #heldBytes = 0;
  #newestMilliseconds: number | undefined;
  #endOffset: number | undefined;

  /** @param lastLine what stands in front of the first line */
  constructor(
    private readonly source: BlobSource,
    private readonly settings: { readonly limits: BatchLimits; readonly counts: ProcessingCounts },
    lastLine: BlobLine | undefined,
  ) {
    this.#trail = new LastLineTrail(lastLine);
  }

  /** @returns the batch that had to be closed before this line */
  add(line: BlobLine, outcome: LineOutcome): EventBatch | undefined {
    const conflicts = this.#conflicts(outcome);
    if (conflicts) this.settings.counts.eventConflicts++;
    const closed = conflicts || !this.#hasRoomFor(line, outcome) ? this.close() : undefined;
    if (outcome.kind !== 'blank') this.settings.counts.eventsIn++;
    if (outcome.kind === 'event') this.#addEvent(line, outcome.event, outcome.recordBytes);
    if (outcome.kind === 'refused') this.#addRefused(line, outcome.reason, outcome.message);
    this.#trail.add(line, outcome.kind === 'blank');
    this.#endOffset = line.endOffset;
    return closed;
  }

  /** @returns undefined when there was no line since the last batch */
  close(): EventBatch | undefined {
    if (this.#endOffset === undefined) return undefined;
    const batch: EventBatch = {
      events: this.#events,
      failed: this.#failed,
      heldBytes: this.#heldBytes,
      endOffset: this.#endOffset,
      lastLine: this.#trail.describe(),
      newestMilliseconds: this.#newestMilliseconds,
    };
    this.#events = [];
    this.#recordBytesById = new Map();
    this.#failed = [];
    this.#entryBytes = 0;
    this.#heldBytes = 0;
    this.#newestMilliseconds = undefined;
    this.#endOffset = undefined;
    return batch;
  }

  #hasRoomFor(line: BlobLine, outcome: LineOutcome): boolean {
    if (outcome.kind === 'blank') return true;
    if (this.#heldBytes > 0 && this.#heldBytes + line.bytes.length > maxHeldBytes) return false;
    if (outcome.kind === 'refused') return this.#failed.length < maxFailedRecords;
    const { event } = outcome;
    return (
      this.#events.length === 0 ||
      this.#recordBytesById.has(event.id) ||
      (this.#events.length < this.settings.limits.maxEvents && this.#entryBytes + event.entryBytes + 1 <= this.settings.limits.maxBytes)
    );
  }

  /** An id may stand in a request only once: an equal record is dropped, another one opens the next request. */
  #conflicts(outcome: LineOutcome): boolean {
    if (outcome.kind !== 'event') return false;
    const known = this.#recordBytesById.get(outcome.event.id);
    return known !== undefined && !known.equals(outcome.recordBytes);
  }

  #addEvent(line: BlobLine, event: PreparedEvent, recordBytes: Buffer): void {
    if (this.#recordBytesById.has(event.id)) {
      this.settings.counts.eventsRepeated++;
      return;
    }
    this.#recordBytesById.set(event.id, recordBytes);
    this.#events.push({ event, line });
    this.#entryBytes += event.entryBytes + 1;
    this.#heldBytes += lineOverheadBytes + line.bytes.length + event.entryBytes;
    this.#newestMilliseconds = Math.max(this.#newestMilliseconds ?? event.timeMilliseconds, event.timeMilliseconds);
  }

  #addRefused(line: BlobLine, reason: string, message: string): void {
    if (reason === 'UnknownSubscription' || reason === 'SubscriptionMismatch') this.settings.counts.unknownSubscriptionEvents++;
    this.#failed.push(failedRecord(line, this.source, reason, message));
    this.#heldBytes += lineOverheadBytes + line.bytes.length;
  }
}

export function failedRecord(line: BlobLine, source: BlobSource, reason: string, message: string): FailedRecord {
  return {
    reason,
    message,
    blob: source.path,
    createdOn: source.createdOn,
    offset: line.offset,
    lengthBytes: line.bytes.length,
    bytes: line.bytes,
  };
}
