import { type JsonObject, take } from './json-object';
import { takeText, textOf } from './text-value';

/** The members of `properties` that have a meaning in every category; the others differ by category and operation. */
export type Properties = ReturnType<typeof readProperties>;

const requestBodyKey = 'requestbody';

/** Consumes the object: what has a place of its own in an event is taken out of it. */
export function readProperties(rest: JsonObject) {
  return {
    requestBody: take(rest, rest.requestbody === undefined ? otherSpellingOfRequestBody(rest) : requestBodyKey),
    responseBody: take(rest, 'responseBody'),
    statusCode: takeText(rest, 'statusCode'),
    serviceRequestId: takeText(rest, 'serviceRequestId'),
    tenantId: textOf(rest.TenantID),
    hierarchy: textOf(rest.hierarchy),
    resourceProviderName: textOf(rest.ResourceProviderName),
    statusMessage: rest.statusMessage,
    callerInfo: rest.CallerInfo,
    rest,
  };
}

function otherSpellingOfRequestBody(rest: JsonObject): string {
  for (const key in rest) {
    if (key.length === requestBodyKey.length && key.toLowerCase() === requestBodyKey) return key;
  }
  return requestBodyKey;
}
