import { createHash } from 'node:crypto';
import { readRecord } from '@audit-bridge/activity-log';
import type { FailedRecord } from '@audit-bridge/failed-events';

export interface WrittenRecord {
  readonly blob: string;
  /** Byte offset of its line. */
  readonly offset: number;
  /** The line without its line feed. */
  readonly line: Buffer;
}

/** What a destination took. */
export interface Acceptances {
  /** Different events: by id and bytes. */
  readonly distinct: number;
  timesAccepted(id: string): number;
}

/** What became of every record of a run. `recordsIn` is the sum of all the others. */
export interface Balance {
  readonly recordsIn: number;
  /** Different events that the destination took. */
  readonly accepted: number;
  /** Records in the failure place, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Records that say what another record has said already, with the same id. */
  readonly duplicates: number;
  /** Places of records of which nobody knows what became of them: must be empty. */
  readonly unaccounted: readonly string[];
}

interface Expectation {
  readonly place: string;
  /** Undefined for a line that is no record. */
  readonly uid: string | undefined;
  readonly hash: string;
}

/** Follows every record of the input to where it has ended, from outside the pipeline: knows what was written, what was accepted and what failed. */
export class Accounting {
  readonly #expected: Expectation[] = [];

  add({ blob, offset, line }: WrittenRecord): void {
    const outcome = readRecord(line);
    const [uid, bytes] = outcome.kind === 'record' ? [outcome.record.uid, outcome.record.bytes] : [undefined, line];
    this.#expected.push({ place: placeOf(blob, offset), uid, hash: createHash('sha256').update(bytes).digest('base64') });
  }

  balance(failures: readonly FailedRecord[], acceptances: Acceptances): Balance {
    const reasons = new Map(failures.map(({ blob, offset, reason }) => [placeOf(blob, offset), reason]));
    const refused: Record<string, number> = {};
    const unaccounted: string[] = [];
    const seen = new Map<string, Set<string>>();
    for (const { place, uid, hash } of this.#expected) {
      const reason = reasons.get(place);
      if (reason !== undefined) refused[reason] = (refused[reason] ?? 0) + 1;
      else if (uid === undefined || !isAccepted(uid, hash, seen, acceptances)) unaccounted.push(place);
    }
    const recordsIn = this.#expected.length;
    const accepted = acceptances.distinct;
    const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
    return { recordsIn, accepted, refused, duplicates: recordsIn - refusals - unaccounted.length - accepted, unaccounted };
  }
}

/** Two records may share an id and differ: the destination must then have taken both. */
function isAccepted(uid: string, hash: string, seen: Map<string, Set<string>>, acceptances: Acceptances): boolean {
  const hashes = seen.get(uid) ?? new Set();
  seen.set(uid, hashes.add(hash));
  return hashes.size <= acceptances.timesAccepted(uid);
}

const placeOf = (blob: string, offset: number) => `${blob} at byte ${offset}`;
