import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { FailedRecord } from '@audit-bridge/failed-events';
import type { BlobGeneration } from '../services/append-blobs';
import { iso } from '../services/append-blobs';
import { type LineTruth, linesOf, type TruthSettings } from './line-truth';

/** One life of a blob, from its creation to its end, and what must become of its lines. */
export interface BlobLife {
  readonly path: string;
  readonly createdOn: string;
  bytes: Buffer;
  /** Every closed line so far, and the open one behind them. */
  lines: LineTruth[];
  /** Offsets of the lines that lie in the failure place. */
  readonly kept: Set<number>;
  /** Its length at each etag. */
  readonly lengths: Map<string, number>;
  ended?: {
    readonly by: 'replacement' | 'deletion';
    /** How much of it the state table knew of. */
    readonly seenLengthBytes: number;
    /** Something under its path was committed, so that what comes after it can be told from it. */
    readonly isComparable: boolean;
  };
}

/** What came in, what was accepted and what was kept: says of each line whether it is accounted for, and of each delivery whether it is genuine. */
export class Ledger {
  readonly lives: BlobLife[] = [];
  readonly #current = new Map<string, BlobLife>();
  readonly #eventsByData = new Map<string, { readonly id: string; readonly recordKey: string; readonly offsets: Map<string, number> }>();
  /** Records that were accepted, or that the destination has refused for good and the failure place holds. */
  readonly #settledRecords = new Set<string>();
  readonly deletions: FailedRecord[] = [];
  acceptedDeliveries = 0;

  constructor(
    private readonly settings: TruthSettings,
    /** The code with which the channel refuses an event for good. */
    private readonly refusalOf: (event: Pick<PreparedEvent, 'id'>) => string | undefined,
  ) {}

  current(path: string): BlobLife | undefined {
    return this.#current.get(path);
  }

  livesOf(path: string): BlobLife[] {
    return this.lives.filter(life => life.path === path);
  }

  grew(blob: BlobGeneration): void {
    const life = this.#current.get(blob.path) ?? this.#begin(blob);
    const openLineOffset = life.bytes.lastIndexOf(0x0a) + 1;
    life.bytes = blob.bytes;
    life.lengths.set(blob.etag, blob.bytes.length);
    const closed = life.lines.filter(line => line.offset < openLineOffset);
    life.lines = [...closed, ...linesOf(blob.bytes, blob.path, openLineOffset, this.settings)];
    for (const { fate, offset } of life.lines.slice(closed.length)) {
      if (fate.kind !== 'event') continue;
      const known = this.#eventsByData.get(fate.eventData) ?? { ...fate, offsets: new Map<string, number>() };
      this.#eventsByData.set(fate.eventData, known);
      known.offsets.set(blob.path, Math.min(offset, known.offsets.get(blob.path) ?? offset));
    }
  }

  /** @param known what the state table holds: the etag that it has seen last under this path, and whether anything of it is committed */
  ended(
    path: string,
    by: 'replacement' | 'deletion',
    known: { readonly seenEtag: string | undefined; readonly isCommitted: boolean },
  ): void {
    const life = this.#current.get(path);
    if (life !== undefined)
      life.ended = { by, seenLengthBytes: life.lengths.get(known.seenEtag ?? '') ?? 0, isComparable: known.isCommitted };
    this.#current.delete(path);
  }

  /** @returns what is wrong with it */
  accepted(event: PreparedEvent): string | undefined {
    this.acceptedDeliveries++;
    const known = this.#eventsByData.get(event.eventData);
    if (known === undefined) return `the destination accepted event ${event.id}, which is made of no line of any blob`;
    if (known.id !== event.id) return `the destination accepted event ${event.id} under another id than its record has (${known.id})`;
    this.#settledRecords.add(known.recordKey);
    return undefined;
  }

  /** @returns what is wrong with it */
  kept(record: FailedRecord): string | undefined {
    if (record.reason === 'BlobDeleted') {
      this.deletions.push(record);
      const wasDeleted = this.livesOf(record.blob).some(life => life.ended?.by === 'deletion');
      return wasDeleted ? undefined : `the failure place holds a deletion of ${record.blob}, which nobody has deleted`;
    }
    for (const life of this.livesOf(record.blob)) {
      if (life.createdOn !== record.createdOn) continue;
      if (!record.bytes?.equals(life.bytes.subarray(record.offset, record.offset + record.lengthBytes))) continue;
      const line = life.lines.find(({ offset, lengthBytes }) => offset === record.offset && lengthBytes === record.lengthBytes);
      if (line === undefined || !this.#mayBeKeptAs(line, record.reason)) continue;
      life.kept.add(line.offset);
      if (line.fate.kind === 'event') this.#settledRecords.add(line.fate.recordKey);
      return undefined;
    }
    return `the failure place holds ${record.reason} for offset ${record.offset} (${record.lengthBytes} bytes), which is no line that had to be refused so`;
  }

  isAccountedFor(life: BlobLife, line: LineTruth): boolean {
    if (line.fate.kind === 'blank') return true;
    return line.fate.kind === 'event' ? this.#settledRecords.has(line.fate.recordKey) : life.kept.has(line.offset);
  }

  /** Whether everything in front of an offset is accounted for in some life of the blob with this creation time. */
  firstUnsettled(path: string, createdOn: string, offset: number): string | undefined {
    const lives = this.livesOf(path).filter(life => life.createdOn === createdOn && life.bytes.length >= offset);
    if (lives.length === 0) return `offset ${offset} of a blob created at ${createdOn}, which was never that long`;
    const problems = lives.map(life => this.#unsettledBefore(life, offset));
    return problems.includes(undefined) ? undefined : problems[0];
  }

  /** The smallest offset at which the event's record has stood under a path. */
  offsetOf(event: PreparedEvent, path: string): number {
    return this.#eventsByData.get(event.eventData)?.offsets.get(path) ?? 0;
  }

  #begin(blob: BlobGeneration): BlobLife {
    const life: BlobLife = {
      path: blob.path,
      createdOn: iso(blob.createdOn),
      bytes: Buffer.alloc(0),
      lines: [],
      kept: new Set(),
      lengths: new Map(),
    };
    this.lives.push(life);
    this.#current.set(blob.path, life);
    return life;
  }

  #unsettledBefore(life: BlobLife, offset: number): string | undefined {
    for (const line of life.lines) {
      if (line.offset >= offset) return undefined;
      if (!mayEndAt(life, line, offset)) return `offset ${offset} stands within the line at ${line.offset}`;
      if (!this.isAccountedFor(life, line)) return `the line at ${line.offset} (${describeFate(line)}) is neither accepted nor kept`;
    }
    return undefined;
  }

  #mayBeKeptAs({ fate, isContinuation }: LineTruth, reason: string): boolean {
    if (fate.kind === 'event') return this.refusalOf(fate) === reason;
    // A run that begins within a long line cannot know how the line began.
    return fate.kind === 'refused' && (fate.reason === reason || (isContinuation && reason === 'TruncatedLine'));
  }
}

/** A commit passes whole lines: with their line feed, without one that has not come yet, or the white space that a line was when it was read. */
function mayEndAt({ bytes }: BlobLife, line: LineTruth, offset: number): boolean {
  if (line.endOffset <= offset || line.offset + line.lengthBytes === offset) return true;
  return bytes.subarray(line.offset, offset).toString('latin1').trim() === '';
}

export const describeFate = ({ fate }: LineTruth): string =>
  fate.kind === 'event' ? `event ${fate.id}` : fate.kind === 'refused' ? fate.reason : 'blank';
