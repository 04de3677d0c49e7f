import type { Arrival } from './event-arrivals';

type Members = Readonly<Record<string, unknown>>;

/** The flat columns of the table that `event-store.ts` makes an event data store of; objects as JSON text whose values are texts. */
export const eventRowColumns = [
  'event_id',
  'event_second',
  'ingested_second',
  'version',
  'user_type',
  'principal_id',
  'details',
  'event_source',
  'event_name',
  'event_time',
  'uid',
  'request_parameters',
  'response_elements',
  'error_code',
  'error_message',
  'source_ip_address',
  'recipient_account_id',
  'additional_event_data',
] as const;

/** One event's cells, in the order of `eventRowColumns`. */
export function eventRow({ eventData, receivedAtMilliseconds }: Arrival, eventId: string): readonly (string | null)[] {
  const event = membersOf(JSON.parse(eventData));
  const identity = membersOf(event.userIdentity);
  return [
    eventId,
    textOf(event.eventTime)?.slice(0, 19) ?? null,
    new Date(receivedAtMilliseconds).toISOString().slice(0, 19),
    textOf(event.version),
    textOf(identity.type),
    textOf(identity.principalId),
    mapOf(identity.details),
    textOf(event.eventSource),
    textOf(event.eventName),
    textOf(event.eventTime),
    textOf(event.UID),
    mapOf(event.requestParameters),
    mapOf(event.responseElements),
    textOf(event.errorCode),
    textOf(event.errorMessage),
    textOf(event.sourceIPAddress),
    textOf(event.recipientAccountId),
    mapOf(event.additionalEventData),
  ];
}

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});

/** A map's values are texts: what is none stands as JSON. */
function mapOf(value: unknown): string | null {
  if (value === undefined) return null;
  return JSON.stringify(Object.fromEntries(Object.entries(membersOf(value)).map(([key, member]) => [wellFormed(key), textOf(member)])));
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return wellFormed(typeof value === 'string' ? value : JSON.stringify(value));
}

/** DuckDB's reader of JSON takes no half of a surrogate pair, and real records have some. */
const wellFormed = (text: string) => Buffer.from(text).toString();
