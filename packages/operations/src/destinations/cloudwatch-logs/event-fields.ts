import type { EventFields } from '../cloudtrail-lake/arrived-event';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads an event as the processor printed it.
 *
 * @returns undefined for what is none: somebody else has written to the log group
 */
export function readEventFields(eventData: string): Omit<EventFields, 'arrivedAt' | 'place'> | undefined {
  const event = parseMembers(eventData);
  const identity = membersOf(event?.userIdentity);
  const more = membersOf(event?.additionalEventData);
  const response = membersOf(event?.responseElements);
  const uid = textOf(event?.UID);
  const eventTime = textOf(event?.eventTime);
  if (uid === undefined || eventTime === undefined) return undefined;
  return {
    uid,
    eventTime,
    originalTime: textOf(more.time),
    correlationId: textOf(more.correlationId),
    subscriptionId: textOf(more.subscriptionId),
    eventName: textOf(event?.eventName),
    resultType: textOf(response.resultType),
    resultSignature: textOf(response.resultSignature),
    actor: textOf(membersOf(identity.details).name) ?? textOf(identity.principalId),
    resource: textOf(membersOf(event?.requestParameters).resourceId),
  };
}

function parseMembers(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
