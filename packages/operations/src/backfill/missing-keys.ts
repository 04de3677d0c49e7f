import type { ActivityLogSource, SourceRecord } from '../events/activity-log-source';
import { isUnreadable } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { GatherOptions } from '../verify/hourly-identities';
import { HourlyIdentities, rowKey } from '../verify/hourly-identities';
import { matchHour } from '../verify/match-hour';

/** What a destination lacks of a source's events. */
export interface Lack {
  /** Different events in the source. */
  readonly expected: number;
  /** Of these, those that have arrived, in whatever spelling. */
  readonly arrived: number;
  /** Of the arrived, those under another id. */
  readonly respelt: number;
  /** Too young to say; they are not sent. */
  readonly inFlight: number;
  /** Keys of `rowKey`. */
  readonly keys: ReadonlySet<string>;
}

/** @throws {InterruptedError} and what source and destination throw */
export async function lackOf(source: ActivityLogSource, destination: Destination, options: GatherOptions): Promise<Lack> {
  const held = await HourlyIdentities.ofDestination(destination, options);
  const wanted = await HourlyIdentities.ofSource(source, options);
  const keys = new Set<string>();
  const sum = { expected: 0, arrived: 0, respelt: 0, inFlight: 0 };
  for (const { one, other } of HourlyIdentities.together(wanted, held)) {
    const { expected, inFlight, matched, missing, respelt } = matchHour(one, other);
    sum.expected += expected;
    sum.arrived += matched;
    sum.respelt += respelt;
    sum.inFlight += inFlight;
    for (const row of missing) keys.add(one.idOf(row) + one.contentOf(row));
  }
  return { ...sum, keys };
}

/** The records of these keys, each once. */
export async function* recordsOf(
  source: ActivityLogSource,
  range: GatherOptions['range'],
  keys: ReadonlySet<string>,
): AsyncGenerator<SourceRecord> {
  const left = new Set(keys);
  if (left.size === 0) return;
  for await (const record of source.records(range)) {
    if (isUnreadable(record) || !left.delete(rowKey(record.identity.id, record.bytes))) continue;
    yield record;
    if (left.size === 0) return;
  }
}
