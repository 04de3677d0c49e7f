import type { Envelope } from './envelope';
import type { Identity } from './identity';
import type { Properties } from './properties';

/**
 * An activity log record that can be mapped: it has a usable time and is no foreign log.
 * Numbers that a double cannot hold are kept exactly in all its parts (`exact-numbers.ts`); print them with `jsonText`.
 */
export interface ActivityLogRecord {
  /** The record's own bytes, from its opening to its closing brace, as received. */
  readonly bytes: Buffer;
  /** No character of the record lies outside ASCII, neither as it is nor escaped: a text made of it has as many bytes as characters. */
  readonly isAscii: boolean;
  /** What has a meaning around the properties, and the rest. */
  readonly envelope: Envelope;
  readonly properties: Properties | undefined;
  readonly identity: Identity;
  /** As the record spells it, itself or in its properties. */
  readonly category: string | undefined;
  /** `eventDataId` where it can be an id, else the lower-case hex SHA-256 of `bytes`. */
  readonly uid: string;
  /** When the event happened: milliseconds since 1970 UTC, a finer fraction truncated. */
  readonly timeMilliseconds: number;
  /** The time as the record spells it. */
  readonly originalTime: string;
  /** The subscription that the record names, lower-case; undefined when it names none. */
  readonly subscriptionId: string | undefined;
}
