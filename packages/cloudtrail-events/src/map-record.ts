import {
  type ActivityLogRecord,
  type ActorKind,
  type Failure,
  type Identity,
  orNothing,
  readAddress,
  readFailure,
  readService,
  readStatus,
  type Status,
  timeToSecond,
} from '@audit-bridge/activity-log';
import { additionalEventData } from './additional-event-data';
import type { CloudTrailEvent, JsonMembers } from './cloudtrail-event';

/** Rises with each change of what a record is mapped to. */
const mappingVersion = '1.0';

const identityTypes: Readonly<Record<ActorKind, CloudTrailEvent['userIdentity']['type']>> = {
  User: 'AzureUser',
  ServicePrincipal: 'AzureServicePrincipal',
  Service: 'AzureService',
  // An object id of the directory with nothing else: most are people.
  Unknown: 'AzureUser',
};

/** Maps a record to the event that it becomes, whatever its size (mapping, section 3). */
export function mapRecord(record: ActivityLogRecord, recipientAccountId: string): CloudTrailEvent {
  const { envelope, properties, identity } = record;
  const { actor } = identity;
  const service = readService(envelope, properties);
  const sourceIPAddress = sourceAddress(record);
  const { resultType, resultSignature, subStatus, resultDescription } = envelope;
  const statusCode = properties?.statusCode;
  const status = readStatus({ resultType, resultSignature, subStatus, statusCode });
  const failure = status.id === 2 ? readFailure(properties?.statusMessage) : undefined;
  return {
    version: mappingVersion,
    userIdentity: {
      type: identityTypes[actor.kind],
      principalId: actor.uid ?? actor.name ?? actor.appId ?? service,
      details: details(identity),
    },
    eventSource: service,
    eventName: envelope.operationName ?? envelope.eventName ?? identity.authorization?.action ?? record.category ?? service,
    eventTime: timeToSecond(record.originalTime, record.timeMilliseconds),
    UID: record.uid,
    requestParameters: orNothing({
      resourceId: envelope.resourceId,
      scope: identity.authorization?.scope,
      action: identity.authorization?.action,
      requestbody: properties?.requestBody,
    }),
    responseElements: orNothing({
      resultType,
      resultSignature,
      subStatus,
      statusCode: statusCode ?? status.code,
      serviceRequestId: properties?.serviceRequestId,
      responseBody: properties?.responseBody,
    }),
    errorCode: errorCode(status, failure),
    errorMessage: failure === undefined ? undefined : (failure.message ?? resultDescription),
    sourceIPAddress,
    recipientAccountId,
    additionalEventData: additionalEventData(record, sourceIPAddress),
  };
}

/** The caller's address as the record gives it, or in the REST API's `httpRequest`; CloudTrail takes none but a valid one. */
function sourceAddress({ envelope }: ActivityLogRecord): string | undefined {
  const text = envelope.callerIpAddress ?? envelope.httpRequest?.clientIpAddress;
  return typeof text === 'string' ? readAddress(text.trim()) : undefined;
}

function details({ actor, claims, authorization }: Identity): JsonMembers | undefined {
  return orNothing({
    name: actor.name,
    fullName: actor.fullName,
    upn: claims?.upn,
    email: actor.emailAddress,
    tenant: actor.tenantId,
    appid: actor.appId,
    spn: claims?.servicePrincipalName,
    principalType: authorization?.evidence?.principalType,
    role: authorization?.evidence?.role,
  });
}

/** Only a failure has an error; where it names no code, the word or code of its status stands for it. */
function errorCode(status: Status, failure: Failure | undefined): string | undefined {
  return failure === undefined ? undefined : (failure.code ?? status.code ?? status.word);
}
