import { jsonText } from '@audit-bridge/activity-log';
import type { CloudTrailEvent, JsonMembers } from './cloudtrail-event';
import { type Cut, cutCharacters, fitMembers } from './cut-to-size';
import { eventLimits, userIdentityDetailsBytes } from './event-limits';

/** Where the record of an event lies as it came. */
export interface EventSource {
  readonly blob: string;
  readonly offset: number;
  readonly lengthBytes: number;
}

const smallestPartBytes = Math.min(eventLimits.additionalEventDataBytes, userIdentityDetailsBytes);
/** What the note on the cuts may take of `additionalEventData`. */
const cutNoteBytes = 6_000;
const maxNamedCuts = 10;
const maxNamedCutCharacters = 64;
const maxBlobCharacters = 1024;

export interface FittedEvent {
  /** The event as JSON text. */
  readonly text: string;
  readonly isCut: boolean;
}

/** Prints an event within CloudTrail's limits. Most fit as they are; the others are cut where they are longest, and a note in `additionalEventData.cut` says so. */
export function fitEvent(event: CloudTrailEvent, source: EventSource): FittedEvent {
  if (hasFittingTexts(event)) {
    const text = jsonText(event);
    // No character takes more than three bytes: most events need no measuring.
    if (text.length * 3 <= smallestPartBytes || hasFittingParts(event)) return { text, isCut: false };
  }
  return { text: jsonText(cutEvent(event, source)), isCut: true };
}

function hasFittingTexts({ userIdentity, eventSource, eventName, errorCode = '', errorMessage = '' }: CloudTrailEvent): boolean {
  return (
    userIdentity.principalId.length <= eventLimits.principalIdCharacters &&
    eventSource.length <= eventLimits.eventSourceCharacters &&
    eventName.length <= eventLimits.eventNameCharacters &&
    errorCode.length <= eventLimits.errorCodeCharacters &&
    errorMessage.length <= eventLimits.errorMessageCharacters
  );
}

function hasFittingParts({ userIdentity, requestParameters, responseElements, additionalEventData }: CloudTrailEvent): boolean {
  return (
    fits(userIdentity.details, userIdentityDetailsBytes) &&
    fits(requestParameters, eventLimits.requestParametersBytes) &&
    fits(responseElements, eventLimits.responseElementsBytes) &&
    fits(additionalEventData, eventLimits.additionalEventDataBytes)
  );
}

function fits(members: JsonMembers | undefined, maxBytes: number): boolean {
  return members === undefined || Buffer.byteLength(jsonText(members)) <= maxBytes;
}

function cutEvent(event: CloudTrailEvent, source: EventSource): CloudTrailEvent {
  const { userIdentity, additionalEventData } = event;
  const cuts: Cut[] = [];
  const text = (field: string, value: string, maxCharacters: number) => cutCharacters(value, maxCharacters, field, cuts);
  const members = (field: string, value: JsonMembers | undefined, maxBytes: number) =>
    value === undefined ? undefined : fitMembers(value, maxBytes, field, cuts);
  const cut: CloudTrailEvent = {
    ...event,
    userIdentity: {
      type: userIdentity.type,
      principalId: text('userIdentity.principalId', userIdentity.principalId, eventLimits.principalIdCharacters),
      details: members('userIdentity.details', userIdentity.details, userIdentityDetailsBytes),
    },
    eventSource: text('eventSource', event.eventSource, eventLimits.eventSourceCharacters),
    eventName: text('eventName', event.eventName, eventLimits.eventNameCharacters),
    errorCode: event.errorCode && text('errorCode', event.errorCode, eventLimits.errorCodeCharacters),
    errorMessage: event.errorMessage && text('errorMessage', event.errorMessage, eventLimits.errorMessageCharacters),
    requestParameters: members('requestParameters', event.requestParameters, eventLimits.requestParametersBytes),
    responseElements: members('responseElements', event.responseElements, eventLimits.responseElementsBytes),
  };
  const fitted = fitMembers(additionalEventData, eventLimits.additionalEventDataBytes - cutNoteBytes, 'additionalEventData', cuts);
  return { ...cut, additionalEventData: { ...fitted, cut: noteOn(cuts, source) } };
}

/** What was cut, how long it was, and where the whole record lies. Bounded itself: names of members may be as long as their record. */
function noteOn(cuts: readonly Cut[], { blob, offset, lengthBytes }: EventSource): JsonMembers {
  const named = cuts
    .slice(0, maxNamedCuts)
    .map(({ field, length, unit }) => ({ field: cutCharacters(field, maxNamedCutCharacters), [unit]: length }));
  return { fields: named, fieldCount: cuts.length, record: { blob: cutCharacters(blob, maxBlobCharacters), offset, lengthBytes } };
}
