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

const { slots, names } = table;

/** Takes a record apart: what has a place of its own, and everything else as `rest`. */
export function readEnvelope(fields: JsonObject) {
  const { values, rest } = table.sort(fields);
  return {
    time: readText(values, rest, slots.time, slots.TimeGenerated),
    eventTimestamp: readText(values, rest, slots.eventTimestamp),
    category: readText(values, rest, slots.category, slots.CategoryValue),
    operationName: readText(values, rest, slots.operationName, slots.OperationNameValue),
    resourceId: readText(values, rest, slots.resourceId, slots._ResourceId),
    resultType: readText(values, rest, slots.resultType, slots.status, slots.ActivityStatusValue),
    resultSignature: readText(values, rest, slots.resultSignature),
    subStatus: readText(values, rest, slots.subStatus, slots.ActivitySubstatusValue),
    durationMs: readText(values, rest, slots.durationMs),
    level: readText(values, rest, slots.level),
    correlationId: readText(values, rest, slots.correlationId),
    tenantId: readText(values, rest, slots.tenantId, slots['tenantId"']),
    callerIpAddress: readText(values, rest, slots.callerIpAddress),
    eventDataId: readText(values, rest, slots.eventDataId),
    subscriptionId: readText(values, rest, slots.subscriptionId),
    properties: readObject(values, rest, slots.properties),
    identity: readObject(values, rest, slots.identity),
    authorization: readObject(values, rest, slots.authorization),
    claims: readObject(values, rest, slots.claims),
    httpRequest: readObject(values, rest, slots.httpRequest),
    id: textOf(rest.id),
    caller: textOf(rest.caller ?? rest.Caller),
    eventName: textOf(rest.eventName),
    resourceProviderName: textOf(rest.resourceProviderName ?? rest.ResourceProviderValue),
    resultDescription: textOf(rest.resultDescription) ?? textOf(rest.description),
    rest,
  };
}

/** The first of several names that holds a text. The others, and what says more than its text, are passed on. */
function readText(values: readonly unknown[], rest: JsonObject, slot: number, second?: number, third?: number): string | undefined {
  const text = readOneText(values, rest, slot, undefined);
  if (second === undefined) return text;
  const secondText = readOneText(values, rest, second, text);
  return third === undefined ? secondText : readOneText(values, rest, third, secondText);
}

function readOneText(values: readonly unknown[], rest: JsonObject, slot: number, found: string | undefined): string | undefined {
  const value = values[slot];
  if (value === undefined) return found;
  const text = found === undefined ? textOf(value) : undefined;
  if (text === undefined || (typeof value === 'object' && saysMore(value, text))) passOn(value, rest, slot);
  return found ?? text;
}

/** An object, or a text that holds one. What is neither is passed on. */
function readObject(values: readonly unknown[], rest: JsonObject, slot: number): JsonObject | undefined {
  const value = values[slot];
  if (value === undefined) return undefined;
  const object = nestedObject(value);
  if (object === undefined) passOn(value, rest, slot);
  return object;
}

function passOn(value: unknown, rest: JsonObject, slot: number): void {
  const name = names[slot];
  if (name !== undefined) rest[name] = value;
}
