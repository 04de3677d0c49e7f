import type { JsonFields, JsonValue } from './json-text';
import type { Resource } from './resources';
import { dotNetTicks, ticksText } from './time-text';
import type { World } from './world';

/** What the REST interface says of an event beyond the fields that all share. */
export interface RestEvent {
  readonly subscriptionId: string;
  readonly eventMilliseconds: number;
  readonly time: string;
  readonly category: JsonFields;
  readonly operationName: string;
  readonly status: string;
  readonly level: string;
  readonly channels: string;
  readonly correlationId: string;
  readonly eventDataId: string;
  /** Undefined for an event of the subscription as a whole. */
  readonly resource: Resource | undefined;
  readonly properties: JsonFields;
  /** How an unset name is written: `{"value":null}` or two empty texts. */
  readonly unset: 'null' | 'empty';
  readonly eventName?: string;
  readonly operationId?: string;
  readonly description?: string;
  readonly caller?: string;
  readonly claims?: JsonValue;
  readonly authorization?: JsonFields;
  readonly withoutRelatedEvents?: boolean;
}

/** An event as the REST interface answers it: names as pairs of a value and its translation, and an id of its own. */
export function restRecord(event: RestEvent, world: World): JsonFields {
  const { resource, eventDataId } = event;
  const resourceId = resource?.path ?? `/subscriptions/${event.subscriptionId}`;
  const unset = event.unset === 'null' ? { value: null } : { value: '', localizedValue: '' };
  return {
    authorization: event.authorization,
    caller: event.caller,
    channels: event.channels,
    claims: event.claims,
    correlationId: event.correlationId,
    description: event.description,
    eventDataId,
    eventName: event.eventName === undefined ? unset : localized(event.eventName),
    category: event.category,
    eventTimestamp: event.time,
    id: `${resourceId}/events/${eventDataId}/ticks/${dotNetTicks(event.eventMilliseconds)}`,
    level: event.level,
    operationId: event.operationId,
    operationName: localized(event.operationName),
    resourceGroupName: resource?.groupName,
    resourceProviderName: resource === undefined ? { value: null } : localized(resource.provider),
    resourceType: resource === undefined ? { value: null, localizedValue: '' } : localized(resource.type),
    resourceId,
    status: localized(event.status),
    subStatus: unset,
    submissionTimestamp: ticksText(event.eventMilliseconds + world.random.between(500, 30_000), world.random),
    subscriptionId: event.subscriptionId,
    properties: event.properties,
    relatedEvents: event.withoutRelatedEvents ? undefined : [],
  };
}

export const localized = (value: string): JsonFields => ({ value, localizedValue: value });
