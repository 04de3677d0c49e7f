import { readStatus, readTime } from '@audit-bridge/activity-log';
import type { ArrivedEvent } from '../../events/destination';
import { statusText } from '../../events/status-text';
import { storeTime } from './store-time';

/** What a destination of `cloudtrail-lake` holds of an event, however it is asked. */
export interface EventFields {
  readonly uid: string | undefined;
  /** To the second. */
  readonly eventTime: string | undefined;
  /** As the record spells it, with its fraction. */
  readonly originalTime: string | undefined;
  readonly correlationId: string | undefined;
  readonly subscriptionId: string | undefined;
  readonly eventName: string | undefined;
  readonly resultType: string | undefined;
  readonly resultSignature: string | undefined;
  readonly actor: string | undefined;
  readonly resource: string | undefined;
  readonly arrivedAt: Date | undefined;
  readonly place: string;
}

/** The mapping keeps what it read the status from, so that the status is read once more; and the record's own time, which an event's is not. */
export function toArrivedEvent({ actor, arrivedAt, place, resource, ...fields }: EventFields): ArrivedEvent {
  const { uid = '', eventTime = '', originalTime, correlationId, subscriptionId, eventName = '', resultType, resultSignature } = fields;
  const milliseconds = originalTime === undefined ? undefined : readTime(originalTime);
  const status = readStatus({ resultType, resultSignature, subStatus: undefined, statusCode: undefined });
  return {
    identity: {
      id: uid,
      time: milliseconds === undefined ? storeTime(eventTime) : new Date(milliseconds),
      correlationId,
      operation: eventName,
      status: statusText(status),
      subscriptionId: subscriptionId?.toLowerCase(),
    },
    actor,
    resource,
    arrivedAt,
    place,
  };
}
