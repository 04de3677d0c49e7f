import type { JsonObject } from './activity-log-record';
import { ObjectReader } from './object-reader';

/**
 * The members that the shapes of an activity log record have around their properties: as exported to blobs and Event Hubs (`time`, `resultType`),
 * as answered by the REST API (`eventTimestamp`, `status`), as kept in Log Analytics (`TimeGenerated`, `ActivityStatusValue`).
 */
const reader = new ObjectReader({
  texts: {
    time: ['time', 'TimeGenerated'],
    eventTimestamp: ['eventTimestamp'],
    category: ['category', 'CategoryValue'],
    operationName: ['operationName', 'OperationNameValue'],
    eventDataId: ['eventDataId'],
    resourceId: ['resourceId', '_ResourceId'],
    subscriptionId: ['subscriptionId'],
    id: ['id'],
    resourceProviderName: ['resourceProviderName', 'ResourceProviderValue'],
    resultType: ['resultType', 'status', 'ActivityStatusValue'],
    resultSignature: ['resultSignature'],
    subStatus: ['subStatus', 'ActivitySubstatusValue'],
    resultDescription: ['resultDescription', 'description'],
    durationMs: ['durationMs'],
    level: ['level'],
    correlationId: ['correlationId'],
    // The quote is no slip of ours: the key stands so in policy records (mapping, section 4.7).
    tenantId: ['tenantId', 'tenantId"'],
    callerIpAddress: ['callerIpAddress'],
    caller: ['caller'],
    eventName: ['eventName'],
  },
  kept: ['id', 'resourceProviderName', 'resultDescription', 'caller', 'eventName'],
  objects: {
    identity: ['identity'],
    authorization: ['authorization'],
    claims: ['claims'],
    properties: ['properties'],
    httpRequest: ['httpRequest'],
  },
});

export type Envelope = ReturnType<typeof reader.read>;

export function readEnvelope(fields: JsonObject): Envelope {
  return reader.read(fields);
}
