/** Where a receiver begins. Times are milliseconds since 1970. */
export type EventPosition =
  | { readonly from: 'start' | 'end' }
  | { readonly from: 'sequenceNumber' | 'offset' | 'enqueuedTime'; readonly value: number; readonly inclusive: boolean };

const selector = /^amqp\.annotation\.(?<annotation>x-opt-[a-z-]+) (?<operator>>=?) '(?<value>[^']*)'$/;

const annotations: Readonly<Record<string, 'sequenceNumber' | 'offset' | 'enqueuedTime'>> = {
  'x-opt-sequence-number': 'sequenceNumber',
  'x-opt-offset': 'offset',
  'x-opt-enqueued-time': 'enqueuedTime',
};

/**
 * Reads the selector that a receiver puts into its source's filter; without one it begins at the oldest message.
 *
 * @returns undefined for a selector that Event Hubs does not know
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#receiving-messages
 */
export function parseEventPosition(filter: string | undefined): EventPosition | undefined {
  if (filter === undefined) return { from: 'start' };
  const { annotation = '', operator, value = '' } = selector.exec(filter)?.groups ?? {};
  const from = annotations[annotation];
  if (from === undefined) return undefined;
  if (value === '@latest') return { from: 'end' };
  if (from === 'offset' && value === '-1') return { from: 'start' };
  return /^-?\d+$/.test(value) ? { from, value: Number(value), inclusive: operator === '>=' } : undefined;
}
