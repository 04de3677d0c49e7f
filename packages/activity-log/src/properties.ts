import type { JsonObject } from './json-object';
import { textOf } from './text-value';

/** The members of `properties` that have a meaning in every category; the others differ by category and operation. */
export type Properties = ReturnType<typeof readProperties>;

const requestBodyKey = /^requestbody$/i;

/** Takes the bodies of request and response out of the object: they have a place of their own, and can be large. */
export function readProperties(rest: JsonObject) {
  return {
    requestBody: take(rest, rest.requestbody === undefined ? Object.keys(rest).find(key => requestBodyKey.test(key)) : 'requestbody'),
    responseBody: take(rest, 'responseBody'),
    statusCode: textOf(rest.statusCode),
    serviceRequestId: textOf(rest.serviceRequestId),
    tenantId: textOf(rest.TenantID),
    hierarchy: textOf(rest.hierarchy),
    resourceProviderName: textOf(rest.ResourceProviderName),
    statusMessage: rest.statusMessage,
    callerInfo: rest.CallerInfo,
    rest,
  };
}

function take(object: JsonObject, key: string | undefined): unknown {
  if (key === undefined || object[key] === undefined) return undefined;
  const value = object[key];
  object[key] = undefined;
  return value;
}
