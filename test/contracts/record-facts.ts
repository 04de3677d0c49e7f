import { buffer } from 'node:stream/consumers';
import {
  type ActivityLogRecord,
  activityOf,
  readAddress,
  readFailure,
  readRecord,
  readService,
  readStatus,
  readTenantId,
  severityOf,
} from '@audit-bridge/activity-log';

/**
 * Reads records from standard input, with the byte 0x1E between them, and writes what this language reads in each as a JSON line. The tests of
 * `glue-scripts` compare it with what Spark makes of the same records: the two pipelines must tell the same story.
 */
const recordSeparator = 0x1e;

function facts({ envelope, properties, identity, category, uid, timeMilliseconds, subscriptionId }: ActivityLogRecord): object {
  const { resultType, resultSignature, subStatus } = envelope;
  const status = readStatus({ resultType, resultSignature, subStatus, statusCode: properties?.statusCode });
  const address = envelope.callerIpAddress ?? envelope.httpRequest?.clientIpAddress;
  const service = readService(envelope, properties);
  const alertSeverity = properties?.rest.Severity;
  return {
    uid,
    time: timeMilliseconds,
    category,
    subscription: subscriptionId,
    tenant: readTenantId(envelope, properties, identity),
    actor: identity.actor,
    address: typeof address === 'string' ? readAddress(address.trim()) : undefined,
    status,
    activity: activityOf(envelope.operationName, category, status.code),
    operation: envelope.operationName ?? envelope.eventName ?? identity.authorization?.action ?? category ?? service,
    service,
    severity: severityOf(envelope.level, category, typeof alertSeverity === 'string' ? alertSeverity : undefined),
    failure: readFailure(properties?.statusMessage),
  };
}

function factsOf(bytes: Buffer): object {
  const outcome = readRecord(bytes);
  return outcome.kind === 'refused' ? { refusal: outcome.reason } : facts(outcome.record);
}

const input = await buffer(process.stdin);
for (let start = 0; start <= input.length; ) {
  const separator = input.indexOf(recordSeparator, start);
  const end = separator === -1 ? input.length : separator;
  process.stdout.write(`${JSON.stringify(factsOf(input.subarray(start, end)))}\n`);
  start = end + 1;
}
