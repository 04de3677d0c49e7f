import { hash } from 'node:crypto';
import { type ActivityLogRecord, jsonText, orNothing, readRecord, readService, readStatus } from '@audit-bridge/activity-log';

/** One event as the REST interface answers it. */
export interface RestSpelling {
  /** Milliseconds since 1970 UTC. */
  readonly timeMilliseconds: number;
  /** `eventDataId`: the same for the same record. */
  readonly id: string;
  readonly correlationId: string | undefined;
  /** The record as JSON text. */
  readonly text: string;
}

/** The export's word for a stage or an outcome, and the interface's. */
const statuses: Readonly<Record<string, string>> = { Start: 'Started', Accept: 'Accepted', Success: 'Succeeded', Failure: 'Failed' };

/**
 * An exported record as the REST interface would answer the same event: other names and words, an id of its own, and so other bytes.
 *
 * @param subscriptionId lower-case: whose activity log the record is of
 * @returns undefined for what is no event of that subscription's activity log
 */
export function restSpelling(exported: Buffer, subscriptionId: string): RestSpelling | undefined {
  const outcome = readRecord(exported);
  if (outcome.kind === 'refused') return undefined;
  const { record } = outcome;
  if ((record.subscriptionId ?? subscriptionId) !== subscriptionId) return undefined;
  const id = guidOf(record.bytes);
  const { correlationId } = record.envelope;
  return { timeMilliseconds: record.timeMilliseconds, id, correlationId, text: jsonText(fieldsOf(record, id, subscriptionId)) };
}

function fieldsOf(record: ActivityLogRecord, eventDataId: string, subscriptionId: string) {
  const { category, envelope, identity, properties } = record;
  const { correlationId, level, resourceId, resultSignature, resultType, subStatus } = envelope;
  const operation =
    envelope.operationName ?? envelope.eventName ?? identity.authorization?.action ?? category ?? readService(envelope, properties);
  const status = readStatus({ resultType, resultSignature, subStatus, statusCode: properties?.statusCode });
  const time = new Date(record.timeMilliseconds).toISOString();
  const place = resourceId ?? `/subscriptions/${subscriptionId}`;
  return {
    authorization: envelope.identity?.authorization ?? envelope.authorization,
    caller: identity.actor.name ?? identity.actor.appId,
    channels: 'Operation',
    claims: envelope.identity?.claims ?? envelope.claims,
    correlationId,
    description: envelope.resultDescription ?? '',
    eventDataId,
    eventName: {
      value: resultType === 'Start' ? 'BeginRequest' : 'EndRequest',
      localizedValue: resultType === 'Start' ? 'Begin request' : 'End request',
    },
    category: category === undefined ? undefined : { value: category, localizedValue: category },
    eventTimestamp: time.replace('Z', '0000Z'),
    httpRequest: orNothing({ clientIpAddress: envelope.callerIpAddress }),
    id: `${place}/events/${eventDataId}/ticks/${BigInt(record.timeMilliseconds) * 10_000n + 621_355_968_000_000_000n}`,
    level,
    operationName: { value: operation, localizedValue: operation },
    resourceId: place,
    status: status.word === undefined ? undefined : { value: statuses[status.word] ?? status.word, localizedValue: status.word },
    subStatus: { value: status.code ?? '', localizedValue: status.code ?? '' },
    submissionTimestamp: new Date(record.timeMilliseconds + 60_000).toISOString().replace('Z', '0000Z'),
    subscriptionId,
    tenantId: envelope.tenantId,
    properties: envelope.properties,
  };
}

/** The interface has an id for each event; the export has none, so the record's hash gives it. */
function guidOf(bytes: Buffer): string {
  const digits = hash('sha256', bytes);
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}
