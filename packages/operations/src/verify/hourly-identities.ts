import { startOfHour } from '@audit-bridge/activity-log-blobs';
import { type ActivityLogSource, isUnreadable, type SourceRecord, timeOf, type UnreadableRecord } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import { spelledAlike } from '../events/same-event';
import type { TimeRange } from '../events/time-range';
import { InterruptedError } from '../interrupted-error';
import type { Interruption } from '../interruption';
import { contentDigest, type IdentityRow, IdentityRows, idDigest } from './identity-rows';

export interface GatherOptions {
  readonly range: TimeRange;
  /** What happened, or was written, from here on may still be on its way. */
  readonly settledBefore: Date;
  readonly interruption: Interruption;
  /** Called now and then with how many events were read. */
  readonly report: (events: number) => void;
}

const reportEvery = 5_000;

/** The identities of a range's events by the UTC hour in which they happened. */
export class HourlyIdentities {
  readonly #hours = new Map<number, IdentityRows>();

  /** @throws {InterruptedError} and what the source throws */
  static async ofSource(source: ActivityLogSource, options: GatherOptions): Promise<HourlyIdentities> {
    const hours = new HourlyIdentities();
    let count = 0;
    for await (const record of source.records(options.range)) {
      const { isUncertain = false } = record;
      const flags = { isYoung: isOnItsWay(record, options.settledBefore), isUncertain };
      if (isUnreadable(record)) hours.add(timeOf(record), { id: record.id, words: '', content: undefined, isUnreadable: true, ...flags });
      else {
        const { bytes, identity } = record;
        const content = contentOf(identity.id, bytes);
        hours.add(timeOf(record), { id: identity.id, words: spelledAlike(identity), content, isUnreadable: false, ...flags });
      }
      checkIn(++count, options);
    }
    return hours;
  }

  /** @throws {InterruptedError} and what the destination throws */
  static async ofDestination(destination: Destination, options: GatherOptions): Promise<HourlyIdentities> {
    const hours = new HourlyIdentities();
    let count = 0;
    for await (const { identity } of destination.events(options.range)) {
      const isYoung = identity.time >= options.settledBefore;
      const row = { id: identity.id, words: spelledAlike(identity), content: undefined, isYoung, isUnreadable: false, isUncertain: false };
      hours.add(identity.time.getTime(), row);
      checkIn(++count, options);
    }
    return hours;
  }

  /** In the order of time. */
  static *together(one: HourlyIdentities, other: HourlyIdentities) {
    const hours = [...new Set([...one.#hours.keys(), ...other.#hours.keys()])].sort((earlier, later) => earlier - later);
    for (const hour of hours) yield { hour, one: one.#of(hour), other: other.#of(hour) };
  }

  add(timeMilliseconds: number, row: IdentityRow): void {
    const hour = startOfHour(timeMilliseconds);
    const rows = this.#hours.get(hour) ?? new IdentityRows();
    this.#hours.set(hour, rows);
    rows.add(row);
  }

  #of(hour: number): IdentityRows {
    return this.#hours.get(hour) ?? new IdentityRows();
  }
}

/** Of what was perhaps never sent, and nobody knows when, nothing is on its way. */
function isOnItsWay(record: SourceRecord | UnreadableRecord, settledBefore: Date): boolean {
  const { isUncertain = false, writtenBefore } = record;
  if (isUncertain && writtenBefore === undefined) return false;
  return timeOf(record) >= settledBefore.getTime() || (writtenBefore ?? new Date(0)) >= settledBefore;
}

/** An id that is the hash of the bytes says all; under one that Azure gave, two different records may stand. */
export const contentOf = (id: string, bytes: Buffer): Buffer | undefined => (/^[0-9a-f]{64}$/.test(id) ? undefined : bytes);

/** By which a record that is read once more is found among rows. */
export const rowKey = (id: string, bytes: Buffer | undefined): string => idDigest(id) + contentDigest(bytes && contentOf(id, bytes));

function checkIn(count: number, { interruption, report }: GatherOptions): void {
  if (count % reportEvery !== 0) return;
  report(count);
  if (interruption.isRequested) throw new InterruptedError('Reading');
}
