import type { Destination } from '../events/destination';
import type { EventIdentity } from '../events/event-identity';

/** One hour of a source and a destination; `arrived + refused + inFlight + missing` and the events among `perhaps` are `expected`. */
export interface HourFigures {
  /** The hour's first moment, UTC ISO 8601. */
  readonly hour: string;
  /** Different events in the source. */
  readonly expected: number;
  /** Lines of the source that say byte for byte what another one says: an export that overlaps another one. */
  readonly copies: number;
  readonly arrived: number;
  /** Of the arrived, those under another id: spelled otherwise. */
  readonly respelt: number;
  /** Arrivals more than once under one id: recognisable, and no fault. */
  readonly repeated: number;
  /** Not arrived, and in a failure place with the reason. */
  readonly refused: number;
  /** Not arrived, and too young for it. */
  readonly inFlight: number;
  readonly missing: number;
  /** Events and other lines that did not arrive, and were perhaps never sent: who sent them stopped before it was confirmed. */
  readonly perhaps: number;
  /** Arrived once more under another id, so that no query can tell. */
  readonly doubled: number;
  /** In the destination, and nothing like them in the source. */
  readonly strange: number;
  /** Lines of the source that are no events. */
  readonly unreadable: number;
  /** Lines that are no events by the source's own rules, and have arrived all the same: the pipeline may have had other settings. */
  readonly taken: number;
  /** Of these, those that this pipeline must have kept, and that no failure place has. */
  readonly unkept: number;
}

/** An event that is not as it must be. */
export interface Finding extends Omit<EventIdentity, 'time'> {
  /** UTC ISO 8601. */
  readonly time: string;
  /** Where it was found. */
  readonly place: string;
}

/** A line of the source that is no event. */
export interface UnreadableFinding {
  readonly id: string;
  readonly reason: string;
  /** UTC ISO 8601. */
  readonly time: string;
  readonly place: string;
  /** The failure place that has it; undefined: none has. */
  readonly keptIn: string | undefined;
}

export interface DestinationReport {
  readonly pipeline: Destination['pipeline'];
  readonly source: string;
  readonly destination: string;
  readonly hours: readonly HourFigures[];
  /** Refused events by their reason. */
  readonly refusedFor: Readonly<Record<string, number>>;
  readonly missing: readonly Finding[];
  readonly perhaps: readonly Finding[];
  readonly doubled: readonly Finding[];
  readonly strange: readonly Finding[];
  readonly unreadable: readonly UnreadableFinding[];
}

export interface VerifyReport {
  /** UTC ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** What is younger counts as in flight. UTC ISO 8601. */
  readonly settledBefore: string;
  readonly destinations: readonly DestinationReport[];
  /** Nothing is missing or unkept, all of it was sent for sure, nothing is doubled, and nothing arrived that nobody sent. */
  readonly isWell: boolean;
}

export const counted = [
  'expected',
  'copies',
  'arrived',
  'respelt',
  'repeated',
  'refused',
  'inFlight',
  'missing',
  'perhaps',
  'doubled',
  'strange',
  'unreadable',
  'taken',
  'unkept',
] as const;

export type Counts = Readonly<Record<(typeof counted)[number], number>>;

export function sumOf(hours: readonly Counts[]): Counts {
  const sum = Object.fromEntries(counted.map(name => [name, hours.reduce((total, hour) => total + hour[name], 0)]));
  return sum as Record<(typeof counted)[number], number>;
}

export const faults = ({ doubled, missing, perhaps, strange, unkept }: Counts): number => missing + perhaps + unkept + doubled + strange;
