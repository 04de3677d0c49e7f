import { hourMilliseconds, startOfHour } from '@audit-bridge/activity-log-blobs';
import type { ActivityLogSource } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { FailurePlace } from '../events/failure-place';
import { findInDestination, findInSource, noContent } from './findings';
import { HourlyIdentities } from './hourly-identities';
import type { IdentityRows } from './identity-rows';
import { type HourMatch, matchHour } from './match-hour';
import { lookIntoFailurePlaces } from './refusals';
import type { DestinationReport, Finding, HourFigures, UnreadableFinding } from './verify-report';

interface ComparedHour {
  readonly hour: number;
  readonly match: HourMatch;
  readonly expected: IdentityRows;
  readonly arrived: IdentityRows;
}

/** What a source and one destination have been found to differ in so far. */
export class DestinationComparison {
  readonly #hours: HourFigures[] = [];
  readonly #refusedFor: Record<string, number> = {};
  readonly #missing: Finding[] = [];
  readonly #perhaps: Finding[] = [];
  readonly #doubled: Finding[] = [];
  readonly #strange: Finding[] = [];
  readonly #unreadable: UnreadableFinding[] = [];

  constructor(
    readonly destination: Destination,
    readonly source: ActivityLogSource,
    private readonly failurePlaces: readonly FailurePlace[],
  ) {}

  async add(expected: HourlyIdentities, arrived: HourlyIdentities): Promise<void> {
    const hours = [...HourlyIdentities.together(expected, arrived)].map(({ hour, one, other }) => ({
      hour,
      match: matchHour(one, other),
      expected: one,
      arrived: other,
    }));
    const { perhaps, refused, unkept, unsure } = await this.#settle(hours);
    this.#doubled.push(...(await this.#arrivals(hours, match => match.doubled)));
    this.#strange.push(...(await this.#arrivals(hours, match => match.strange)));
    for (const { hour, match } of hours) {
      const { copies, doubled, expected: events, inFlight, matched, missing, repeated, respelt, strange, taken, unreadable } = match;
      const refusals = refused.get(hour) ?? 0;
      this.#hours.push({
        hour: new Date(hour).toISOString(),
        expected: events,
        copies,
        arrived: matched,
        respelt,
        repeated,
        refused: refusals,
        inFlight,
        missing: missing.length - refusals - (unsure.get(hour) ?? 0),
        perhaps: perhaps.get(hour) ?? 0,
        doubled: doubled.length,
        strange: strange.length,
        unreadable: unreadable.length,
        taken,
        unkept: unkept.get(hour) ?? 0,
      });
    }
  }

  report(): DestinationReport {
    return {
      pipeline: this.destination.pipeline,
      source: this.source.description,
      destination: this.destination.description,
      hours: this.#hours,
      refusedFor: this.#refusedFor,
      missing: this.#missing,
      perhaps: this.#perhaps,
      doubled: this.#doubled,
      strange: this.#strange,
      unreadable: this.#unreadable,
    };
  }

  /** What has not arrived: read once more for its ids, and looked for in the failure places. @returns by hour */
  async #settle(hours: readonly ComparedHour[]) {
    const open = hours.filter(({ match }) => match.missing.length + match.unreadable.length > 0);
    const range = rangeOf(open);
    if (range === undefined) return { perhaps: noCounts, refused: noCounts, unkept: noCounts, unsure: noCounts };
    const keys = new Set(open.flatMap(({ expected, match }) => keysOf(match, expected)));
    const found = await findInSource(this.source, range, keys);
    const { missing, refused, unreadable } = await lookIntoFailurePlaces(found.missing, found.unreadable, this.failurePlaces);
    const unsure = missing.filter(({ isUncertain }) => isUncertain);
    const unkept = unreadable.filter(finding => this.#isUnkept(finding));
    const perhaps = [...unsure, ...unkept.filter(({ isUncertain }) => isUncertain).map(lineAsFinding)];
    this.#missing.push(...missing.filter(({ isUncertain }) => !isUncertain));
    this.#perhaps.push(...perhaps);
    this.#unreadable.push(...unreadable);
    for (const { reason } of refused) this.#refusedFor[reason] = (this.#refusedFor[reason] ?? 0) + 1;
    return {
      perhaps: countByHour(perhaps),
      refused: countByHour(refused),
      unkept: countByHour(unkept.filter(({ isUncertain }) => !isUncertain)),
      unsure: countByHour(unsure),
    };
  }

  /** A pipeline must have kept each line that it was given: what it was fed with, and of the blobs' lines the one that reads them. Another one had them in other messages. */
  #isUnkept({ id, keptIn }: UnreadableFinding): boolean {
    const { kind } = this.source;
    const isOwn = kind === 'fed' || (kind === 'blobs' && this.destination.pipeline === 'cloudtrail-lake');
    return keptIn === undefined && id !== '' && isOwn;
  }

  async #arrivals(hours: readonly ComparedHour[], rowsOf: (match: HourMatch) => readonly number[]): Promise<readonly Finding[]> {
    const concerned = hours.filter(({ match }) => rowsOf(match).length > 0);
    const range = rangeOf(concerned);
    if (range === undefined) return [];
    const ids = concerned.flatMap(({ arrived, match }) => rowsOf(match).map(row => arrived.idOf(row)));
    return findInDestination(this.destination, range, new Set(ids));
  }
}

/** A line that is no event, listed among events. */
const lineAsFinding = ({ id, place, reason, time }: UnreadableFinding): Finding => ({
  id,
  time,
  correlationId: undefined,
  operation: reason,
  status: '-',
  subscriptionId: undefined,
  place,
});

const noCounts: ReadonlyMap<number, number> = new Map();

const keysOf = ({ missing, unreadable }: HourMatch, rows: IdentityRows): readonly string[] => [
  ...missing.map(row => rows.idOf(row) + rows.contentOf(row)),
  ...unreadable.map(row => rows.idOf(row) + noContent),
];

/** From the first of the hours to the end of the last one. */
function rangeOf(hours: readonly ComparedHour[]) {
  const [first, last] = [hours.at(0), hours.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { from: new Date(first.hour), to: new Date(last.hour + hourMilliseconds) };
}

function countByHour(findings: readonly { readonly time: string }[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { time } of findings) {
    const hour = startOfHour(Date.parse(time));
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  return counts;
}
