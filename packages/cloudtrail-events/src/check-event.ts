import { isIP } from 'node:net';
import { eventLimits } from './event-limits';

/**
 * Why CloudTrail would refuse an event.
 * https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_ResultErrorEntry.html
 */
export type EventErrorCode = 'FieldTooLong' | 'FieldNotFound' | 'InvalidData' | 'InvalidRecipient' | 'InvalidEventSource';

export interface EventProblem {
  readonly errorCode: EventErrorCode;
  /** Path of the field; empty for the event as a whole. */
  readonly field: string;
  readonly message: string;
}

type Members = { readonly [key: string]: unknown };

const requiredTexts = {
  version: eventLimits.versionCharacters,
  eventSource: eventLimits.eventSourceCharacters,
  eventName: eventLimits.eventNameCharacters,
  eventTime: Number.POSITIVE_INFINITY,
  UID: eventLimits.uidCharacters,
  recipientAccountId: Number.POSITIVE_INFINITY,
} as const;

const requiredIdentityTexts = {
  type: eventLimits.userIdentityTypeCharacters,
  principalId: eventLimits.principalIdCharacters,
} as const;

const optionalTexts = {
  userAgent: eventLimits.userAgentCharacters,
  errorCode: eventLimits.errorCodeCharacters,
  errorMessage: eventLimits.errorMessageCharacters,
  sourceIPAddress: Number.POSITIVE_INFINITY,
} as const;

const optionalObjects = {
  requestParameters: eventLimits.requestParametersBytes,
  responseElements: eventLimits.responseElementsBytes,
  additionalEventData: eventLimits.additionalEventDataBytes,
} as const;

const knownFields: ReadonlySet<string> = new Set([
  'userIdentity',
  ...Object.keys(requiredTexts),
  ...Object.keys(optionalTexts),
  ...Object.keys(optionalObjects),
]);

const eventTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/;

/**
 * Checks an event against the documented schema of integration events, as PutAuditEvents does. Written from the documentation alone,
 * so that it finds what the mapping gets wrong; stricter where the documentation is silent (unknown fields, nulls).
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-integration-event-schema.html
 *
 * @returns every problem; none for an event that CloudTrail takes
 */
export function checkEvent(
  eventDataText: string,
  { recipientAccountId }: { readonly recipientAccountId: string },
): readonly EventProblem[] {
  const event = parseObject(eventDataText);
  if (event === undefined) return [{ errorCode: 'InvalidData', field: '', message: 'eventData is no JSON object' }];
  return [
    ...Object.keys(event).flatMap(field => (knownFields.has(field) ? [] : [problem('InvalidData', field, 'is no field of the schema')])),
    ...checkUserIdentity(event.userIdentity),
    ...checkTexts(event, requiredTexts, true),
    ...checkTexts(event, optionalTexts, false),
    ...Object.entries(optionalObjects).flatMap(([field, maxBytes]) => checkObject(field, event[field], maxBytes)),
    ...checkMeaning(event, recipientAccountId),
  ];
}

function checkUserIdentity(identity: unknown): readonly EventProblem[] {
  if (identity === undefined) return [problem('FieldNotFound', 'userIdentity', 'is required')];
  if (!isObject(identity)) return [problem('InvalidData', 'userIdentity', 'is no object')];
  return [
    ...checkTexts(identity, requiredIdentityTexts, true, 'userIdentity.'),
    ...checkObject('userIdentity.details', identity.details, Number.POSITIVE_INFINITY),
  ];
}

function checkTexts(members: Members, limits: Readonly<Record<string, number>>, isRequired: boolean, prefix = ''): readonly EventProblem[] {
  return Object.entries(limits).flatMap(([name, maxCharacters]) => {
    const value = members[name];
    const field = `${prefix}${name}`;
    if (value === undefined) return isRequired ? [problem('FieldNotFound', field, 'is required')] : [];
    if (typeof value !== 'string') return [problem('InvalidData', field, 'is no text')];
    if (value === '') return [problem(isRequired ? 'FieldNotFound' : 'InvalidData', field, 'is empty')];
    return value.length > maxCharacters
      ? [problem('FieldTooLong', field, `has ${value.length} characters, ${maxCharacters} are allowed`)]
      : [];
  });
}

function checkObject(field: string, value: unknown, maxBytes: number): readonly EventProblem[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [problem('InvalidData', field, 'is no object')];
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > maxBytes ? [problem('FieldTooLong', field, `has ${bytes} bytes, ${maxBytes} are allowed`)] : [];
}

function checkMeaning(event: Members, accountId: string): readonly EventProblem[] {
  const { eventTime, eventSource, sourceIPAddress, recipientAccountId } = event;
  const problems: EventProblem[] = [];
  if (typeof eventTime === 'string' && !isTime(eventTime))
    problems.push(problem('InvalidData', 'eventTime', 'is no time of the form yyyy-MM-ddTHH:mm:ss'));
  if (typeof eventSource === 'string' && /\s/.test(eventSource))
    problems.push(problem('InvalidEventSource', 'eventSource', 'has white space in it'));
  if (typeof sourceIPAddress === 'string' && isIP(sourceIPAddress) === 0)
    problems.push(problem('InvalidData', 'sourceIPAddress', 'is no IP address'));
  if (typeof recipientAccountId === 'string' && recipientAccountId !== accountId) {
    problems.push(problem('InvalidRecipient', 'recipientAccountId', "is not the channel's account"));
  }
  return problems;
}

function isTime(text: string): boolean {
  if (!eventTimePattern.test(text)) return false;
  const time = new Date(text.endsWith('Z') ? text : `${text}Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 19));
}

function parseObject(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problem(errorCode: EventErrorCode, field: string, message: string): EventProblem {
  return { errorCode, field, message: `${field} ${message}` };
}
