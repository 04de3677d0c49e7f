import type { EventIdentity } from './event-identity';
import type { TimeRange } from './time-range';

/** An event as a destination holds it. */
export interface ArrivedEvent {
  readonly identity: EventIdentity;
  /** Who did it: a name, an address or an id, as the destination shows it. */
  readonly actor: string | undefined;
  /** What it was done to: an id of Azure Resource Manager, as the destination shows it. */
  readonly resource: string | undefined;
  /** When the destination took it, where it says so. */
  readonly arrivedAt: Date | undefined;
  /** For a person: an object, a log stream, an event data store. */
  readonly place: string;
}

export interface EventFilter {
  /** Part of a name, any case. */
  readonly actor?: string;
  /** Part of an operation, any case. */
  readonly operation?: string;
  /** The whole word, any case: `Success`, `Failure`, `Accepted`. */
  readonly status?: string;
}

/** A lake that a pipeline fills. Each question costs what its query scans: ask for ranges. */
export interface Destination {
  readonly pipeline: 'cloudtrail-lake' | 'security-lake';
  /** For a person. */
  readonly description: string;
  /** How many events of each UTC hour there are; the key is the hour's first moment as ISO text. Repeats are counted. */
  countByHour(range: TimeRange): Promise<ReadonlyMap<string, number>>;
  /** Every event whose time is in the range, repeats too, in no order. */
  events(range: TimeRange, filter?: EventFilter): AsyncIterable<ArrivedEvent>;
  /** By uid or correlation id, within a range; repeats too. */
  find(id: string, range: TimeRange): AsyncIterable<ArrivedEvent>;
  /** The newest event's time within a range; undefined: it holds none. */
  newest(range: TimeRange): Promise<Date | undefined>;
}
