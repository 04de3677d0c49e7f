import {
  type ActivityLogRecord,
  type Identity,
  type Properties,
  readTenantId,
  setMember,
  withoutEmptyValues,
} from '@audit-bridge/activity-log';
import { type JsonMembers, membersOrNothing } from './cloudtrail-event';

/** The end of OCSF's `integer_t`: a longer duration is no duration (mapping, section 2.1). */
const durationEndMilliseconds = 2 ** 31;
const integer = /^\d{1,10}$/;

/** What has a name of its own in the mapping (section 3, `additionalEventData`), then everything of the record that has no other place in the event. */
export function additionalEventData(
  record: ActivityLogRecord,
  properties: Properties | undefined,
  identity: Identity,
  sourceIPAddress: string | undefined,
): JsonMembers {
  const { envelope } = record;
  const durationMs = durationOf(envelope.texts.durationMs);
  return {
    category: record.category,
    level: envelope.texts.level,
    correlationId: envelope.texts.correlationId,
    tenantId: readTenantId(envelope, properties, identity),
    subscriptionId: record.subscriptionId,
    durationMs,
    time: record.originalTime,
    properties: properties === undefined ? undefined : membersOrNothing(properties.rest),
    claims: identity.claims === undefined ? undefined : membersOrNothing(identity.claims.rest),
    authorization: authorizationRest(identity),
    identity: membersOrNothing(identity.rest),
    httpRequest: withoutEmptyValues(envelope.objects.httpRequest),
    record: membersOrNothing(recordRest(record, sourceIPAddress, durationMs)),
  };
}

/** Milliseconds from an integer or its text. */
function durationOf(text: string | undefined): number | undefined {
  if (text === undefined || !integer.test(text)) return undefined;
  const duration = Number(text);
  return duration < durationEndMilliseconds ? duration : undefined;
}

function authorizationRest({ authorization, evidence }: Identity): JsonMembers | undefined {
  const evidenceRest = evidence === undefined ? undefined : membersOrNothing(evidence.rest);
  if (authorization === undefined) return undefined;
  return evidenceRest === undefined ? membersOrNothing(authorization.rest) : { ...authorization.rest, evidence: evidenceRest };
}

/** The envelope's other members, and those whose text could not be used where they belong. */
function recordRest(
  { envelope, uid, subscriptionId, originalTime }: ActivityLogRecord,
  sourceIPAddress: string | undefined,
  durationMs: number | undefined,
): JsonMembers {
  const { texts } = envelope;
  const unused: Record<string, unknown> = {};
  if (texts.eventDataId !== uid) setMember(unused, 'eventDataId', texts.eventDataId);
  if (texts.subscriptionId?.toLowerCase() !== subscriptionId) setMember(unused, 'subscriptionId', texts.subscriptionId);
  if (texts.callerIpAddress !== sourceIPAddress) setMember(unused, 'callerIpAddress', texts.callerIpAddress);
  if (texts.eventTimestamp !== originalTime) setMember(unused, 'eventTimestamp', texts.eventTimestamp);
  if (durationMs === undefined) setMember(unused, 'durationMs', texts.durationMs);
  return { ...envelope.rest, ...unused };
}
