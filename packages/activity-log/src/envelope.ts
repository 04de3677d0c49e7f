import type { JsonObject } from './json-object';
import { MemberTable } from './member-table';
import { nestedObject } from './nested-json';
import { saysMore, textOf } from './text-value';

/**
 * What stands around a record's properties, by the names that it has in each shape of an activity log record: as exported to blobs and Event Hubs
 * (`time`, `resultType`), as answered by the REST API (`eventTimestamp`, `status`), as kept in Log Analytics (`TimeGenerated`, `ActivityStatusValue`).
 */
const table = new MemberTable([
  'time',
  'eventTimestamp',
  'TimeGenerated',
  'category',
  'CategoryValue',
  'operationName',
  'OperationNameValue',
  'resourceId',
  '_ResourceId',
  'resultType',
  'status',
  'ActivityStatusValue',
  'resultSignature',
  'subStatus',
  'ActivitySubstatusValue',
  'durationMs',
  'level',
  'correlationId',
  'tenantId',
  // The quote is no slip of ours: the key stands so in policy records (mapping, section 4.7).
  'tenantId"',
  'callerIpAddress',
  'eventDataId',
  'subscriptionId',
  'properties',
  'identity',
  'authorization',
  'claims',
  'httpRequest',
]);

export type Envelope = ReturnType<typeof readEnvelope>;

/** Takes a record apart: what has a place of its own, and everything else as `rest`. */
export function readEnvelope(fields: JsonObject) {
  const { values, rest } = table.sort(fields);
  return {
    time: readText(values, rest, 'time', 'TimeGenerated'),
    eventTimestamp: readText(values, rest, 'eventTimestamp'),
    category: readText(values, rest, 'category', 'CategoryValue'),
    operationName: readText(values, rest, 'operationName', 'OperationNameValue'),
    resourceId: readText(values, rest, 'resourceId', '_ResourceId'),
    resultType: readText(values, rest, 'resultType', 'status', 'ActivityStatusValue'),
    resultSignature: readText(values, rest, 'resultSignature'),
    subStatus: readText(values, rest, 'subStatus', 'ActivitySubstatusValue'),
    durationMs: readText(values, rest, 'durationMs'),
    level: readText(values, rest, 'level'),
    correlationId: readText(values, rest, 'correlationId'),
    tenantId: readText(values, rest, 'tenantId', 'tenantId"'),
    callerIpAddress: readText(values, rest, 'callerIpAddress'),
    eventDataId: readText(values, rest, 'eventDataId'),
    subscriptionId: readText(values, rest, 'subscriptionId'),
    properties: readObject(values, rest, 'properties'),
    identity: readObject(values, rest, 'identity'),
    authorization: readObject(values, rest, 'authorization'),
    claims: readObject(values, rest, 'claims'),
    httpRequest: readObject(values, rest, 'httpRequest'),
    id: textOf(rest.id),
    caller: textOf(rest.caller ?? rest.Caller),
    eventName: textOf(rest.eventName),
    resourceProviderName: textOf(rest.resourceProviderName ?? rest.ResourceProviderValue),
    resultDescription: textOf(rest.resultDescription) ?? textOf(rest.description),
    rest,
  };
}

type Name = keyof typeof table.slots;

/** The first of several names that holds a text. The others, and what says more than its text, are passed on. */
function readText(values: readonly unknown[], rest: JsonObject, name: Name, second?: Name, third?: Name): string | undefined {
  const text = readOneText(values, rest, name, undefined);
  if (second === undefined) return text;
  const secondText = readOneText(values, rest, second, text);
  return third === undefined ? secondText : readOneText(values, rest, third, secondText);
}

function readOneText(values: readonly unknown[], rest: JsonObject, name: Name, found: string | undefined): string | undefined {
  const value = values[table.slots[name]];
  if (value === undefined) return found;
  const text = found === undefined ? textOf(value) : undefined;
  if (text === undefined || (typeof value === 'object' && saysMore(value, text))) rest[name] = value;
  return found ?? text;
}

/** An object, or a text that holds one. What is neither is passed on. */
function readObject(values: readonly unknown[], rest: JsonObject, name: Name): JsonObject | undefined {
  const value = values[table.slots[name]];
  if (value === undefined) return undefined;
  const object = nestedObject(value);
  if (object === undefined) rest[name] = value;
  return object;
}
