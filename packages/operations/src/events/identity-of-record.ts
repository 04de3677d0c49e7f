import { type ActivityLogRecord, readService, readStatus } from '@audit-bridge/activity-log';
import type { EventIdentity } from './event-identity';
import { statusText } from './status-text';

/** What the pipelines make of a record, as far as it tells one event from another: a test holds it to both mappings. */
export function identityOfRecord(record: ActivityLogRecord): EventIdentity {
  const { envelope, properties, identity, category } = record;
  const { resultType, resultSignature, subStatus } = envelope;
  return {
    id: record.uid,
    time: new Date(record.timeMilliseconds),
    correlationId: envelope.correlationId,
    operation:
      envelope.operationName ?? envelope.eventName ?? identity.authorization?.action ?? category ?? readService(envelope, properties),
    status: statusText(readStatus({ resultType, resultSignature, subStatus, statusCode: properties?.statusCode })),
    subscriptionId: record.subscriptionId,
  };
}
