import type { IdentityRows } from './identity-rows';

/** How the events of one hour in a source compare with those in a destination. */
export interface HourMatch {
  /** Different events that the source holds; a record that stands there twice counts once. */
  readonly expected: number;
  /** Lines of the source that say byte for byte what another one says. */
  readonly copies: number;
  /** Of these, those that have arrived, by their id or in another spelling. */
  readonly matched: number;
  /** Of the matched, those that arrived under another id: spelled otherwise. */
  readonly respelt: number;
  /** Arrivals more than once under an id that an arrival bears already: recognisable. */
  readonly repeated: number;
  /** Not arrived, and too young for it. */
  readonly inFlight: number;
  /** No events by the source's own rules, and arrived all the same: the pipeline may have had other settings. */
  readonly taken: number;
  /** Rows of the source: not arrived. */
  readonly missing: readonly number[];
  /** Rows of the source: no events, and not arrived. */
  readonly unreadable: readonly number[];
  /** Rows of the destination: an event that has arrived already, in another spelling, so that nothing tells it for a repeat. */
  readonly doubled: readonly number[];
  /** Rows of the destination: nothing like it is in the source. */
  readonly strange: readonly number[];
}

/**
 * Compares as multisets. First by id: as many arrivals as different records bear it. What is left on both sides by its words (correlation id, operation, status,
 * second), one for one, because two events can say the same. So one arrival never stands for two events.
 */
export function matchHour(source: IdentityRows, arrived: IdentityRows): HourMatch {
  const match = { expected: 0, copies: 0, matched: 0, respelt: 0, repeated: 0, inFlight: 0, taken: 0 };
  const left = { source: [] as number[], arrived: [] as number[], unreadable: [] as number[] };
  const arrivedById = groups(arrived);
  for (const [id, rows] of groups(source)) {
    const expected = distinctContents(source, rows);
    const arrivals = arrivedById.get(id) ?? [];
    arrivedById.delete(id);
    match.expected += expected.length;
    match.copies += rows.length - Math.max(1, expected.length);
    if (expected.length === 0) {
      if (arrivals.length > 0) match.taken++;
      else left.unreadable.push(...surest(source, rows).filter(row => !source.isYoung(row)));
      continue;
    }
    const unmatched = withoutArrivals(source, expected, arrived, arrivals);
    match.matched += expected.length - unmatched.length;
    match.repeated += Math.max(0, arrivals.length - expected.length);
    left.source.push(...unmatched);
  }
  for (const rows of arrivedById.values()) {
    const different = distinctWords(arrived, rows);
    match.repeated += rows.length - different.length;
    left.arrived.push(...different);
  }
  const { missing, strangers, pairs } = pairByWords(source, left.source, arrived, left.arrived);
  match.respelt = pairs;
  match.matched += pairs;
  const isKnown = wordsOfAll(source);
  const settled = missing.filter(row => !source.isYoung(row));
  match.inFlight = missing.length - settled.length;
  const settledStrangers = strangers.filter(row => !arrived.isYoung(row));
  return {
    ...match,
    missing: settled,
    unreadable: left.unreadable,
    doubled: settledStrangers.filter(row => isKnown.has(arrived.wordsOf(row))),
    strange: settledStrangers.filter(row => !isKnown.has(arrived.wordsOf(row))),
  };
}

/** Rows by id. */
function groups(rows: IdentityRows): Map<string, number[]> {
  const byId = new Map<string, number[]>();
  for (let row = 0; row < rows.length; row++) {
    const id = rows.idOf(row);
    const group = byId.get(id);
    if (group === undefined) byId.set(id, [row]);
    else group.push(row);
  }
  return byId;
}

/** An export may overlap another one: equal bytes are one event. What was perhaps not sent was sent all the same, where it stands there once more for sure. */
function distinctContents(rows: IdentityRows, group: readonly number[]): readonly number[] {
  const readable = group.filter(row => !rows.isUnreadable(row));
  const sure = new Map(readable.filter(row => !rows.isUncertain(row)).map(row => [rows.contentOf(row), row]));
  const all = new Map([...readable.map(row => [rows.contentOf(row), row] as const), ...sure]);
  return [...all.values()];
}

/** Of one line's rows the one that was sent for sure, else any. */
const surest = (rows: IdentityRows, group: readonly number[]): readonly number[] => {
  const row = group.find(each => !rows.isUncertain(each)) ?? group[0];
  return row === undefined ? [] : [row];
};

const distinctWords = (rows: IdentityRows, group: readonly number[]): readonly number[] => [
  ...new Map(group.map(row => [rows.wordsOf(row), row])).values(),
];

/** Of several records under one id, those stay for which there is no arrival: first the ones whose words have none. */
function withoutArrivals(
  source: IdentityRows,
  expected: readonly number[],
  arrived: IdentityRows,
  arrivals: readonly number[],
): readonly number[] {
  if (arrivals.length >= expected.length) return [];
  const { missing, pairs } = pairByWords(source, expected, arrived, arrivals);
  return missing.slice(arrivals.length - pairs);
}

function pairByWords(source: IdentityRows, sourceRows: readonly number[], arrived: IdentityRows, arrivedRows: readonly number[]) {
  const waiting = new Map<string, number[]>();
  for (const row of arrivedRows) {
    const words = arrived.wordsOf(row);
    const alike = waiting.get(words);
    if (alike === undefined) waiting.set(words, [row]);
    else alike.push(row);
  }
  const missing = sourceRows.filter(row => waiting.get(source.wordsOf(row))?.pop() === undefined);
  return { missing, strangers: [...waiting.values()].flat(), pairs: sourceRows.length - missing.length };
}

function wordsOfAll(rows: IdentityRows): ReadonlySet<string> {
  const words = new Set<string>();
  for (let row = 0; row < rows.length; row++) if (!rows.isUnreadable(row)) words.add(rows.wordsOf(row));
  return words;
}
