import { type ActivityLogRecord, type JsonObject, orNothing, readTenantId } from '@audit-bridge/activity-log';
import type { JsonMembers } from './cloudtrail-event';

/** The end of OCSF's `integer_t`: a longer duration is no duration (mapping, section 2.1). */
const durationEndMilliseconds = 2 ** 31;
const integer = /^\d{1,10}$/;

/** What has a name of its own in the mapping (section 3, `additionalEventData`), then everything of the record that has no other place in the event. */
export function additionalEventData(record: ActivityLogRecord, sourceIPAddress: string | undefined): JsonMembers {
  const { envelope, properties, identity } = record;
  const durationMs = durationOf(envelope.durationMs);
  return {
    category: record.category,
    level: envelope.level,
    correlationId: envelope.correlationId,
    tenantId: readTenantId(envelope, properties, identity),
    subscriptionId: record.subscriptionId,
    durationMs,
    time: record.originalTime,
    properties: properties && orNothing(properties.rest),
    identity: envelope.identity && orNothing(envelope.identity),
    authorization: envelope.authorization && orNothing(envelope.authorization),
    claims: envelope.claims && orNothing(envelope.claims),
    httpRequest: envelope.httpRequest && orNothing(envelope.httpRequest),
    record: orNothing(recordRest(record, sourceIPAddress, durationMs)),
  };
}

/** Milliseconds from an integer or its text. */
function durationOf(text: string | undefined): number | undefined {
  if (text === undefined || !integer.test(text)) return undefined;
  const duration = Number(text);
  return duration < durationEndMilliseconds ? duration : undefined;
}

/** The envelope's other members, and those whose text could not be used where they belong. */
function recordRest(
  { envelope, uid, subscriptionId, originalTime }: ActivityLogRecord,
  sourceIPAddress: string | undefined,
  durationMs: number | undefined,
): JsonMembers {
  const unused: JsonObject = {
    eventDataId: envelope.eventDataId === uid ? undefined : envelope.eventDataId,
    subscriptionId: envelope.subscriptionId?.toLowerCase() === subscriptionId ? undefined : envelope.subscriptionId,
    callerIpAddress: envelope.callerIpAddress === sourceIPAddress ? undefined : envelope.callerIpAddress,
    eventTimestamp: envelope.eventTimestamp === originalTime ? undefined : envelope.eventTimestamp,
    durationMs: durationMs === undefined ? envelope.durationMs : undefined,
  };
  // Where one of these was no text, the rest holds it as it came.
  return orNothing(unused) === undefined ? envelope.rest : { ...unused, ...envelope.rest };
}
