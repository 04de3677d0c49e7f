import type { JsonObject } from './activity-log-record';
import { ObjectReader } from './object-reader';

/** The members of `properties` that have a meaning in every category; the rest differs by category and operation. */
const reader = new ObjectReader({
  texts: {
    statusCode: ['statusCode'],
    serviceRequestId: ['serviceRequestId'],
    tenantId: ['TenantID'],
    hierarchy: ['hierarchy'],
    resourceProviderName: ['ResourceProviderName'],
    severity: ['Severity'],
  },
  values: {
    requestBody: ['requestbody'],
    responseBody: ['responseBody'],
    statusMessage: ['statusMessage'],
    callerInfo: ['CallerInfo'],
  },
  kept: ['tenantId', 'hierarchy', 'resourceProviderName', 'severity', 'statusMessage', 'callerInfo'],
});

export type Properties = ReturnType<typeof reader.read>;

export function readProperties(properties: JsonObject): Properties {
  return reader.read(properties);
}
