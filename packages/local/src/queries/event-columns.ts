/** What the questions know of an event: the columns of the table `events`, all of them text, each with its path in eventData. */
export const eventColumns = {
  event_name: ['eventName'],
  event_source: ['eventSource'],
  event_time: ['eventTime'],
  principal_id: ['userIdentity', 'principalId'],
  name: ['userIdentity', 'details', 'name'],
  status: ['responseElements', 'resultType'],
  error_code: ['errorCode'],
  correlation_id: ['additionalEventData', 'correlationId'],
} as const satisfies Record<string, readonly string[]>;

export const eventColumnNames = Object.keys(eventColumns);

/** The columns' values of one event; what an event does not have is null. */
export function eventCells(eventData: string): readonly (string | null)[] {
  const event: unknown = JSON.parse(eventData);
  return Object.values(eventColumns).map(path => textOf(valueAt(event, path)));
}

const valueAt = (event: unknown, path: readonly string[]): unknown =>
  path.reduce((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), event);

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
