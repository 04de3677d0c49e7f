import { isAscii, isUtf8 } from 'node:buffer';
import type { ActivityLogRecord } from './activity-log-record';
import { isActivityLog, readCategory } from './category';
import { readEnvelope } from './envelope';
import { readIdentity } from './identity';
import { isJsonObject } from './json-object';
import { parseJson } from './parse-json';
import { readProperties } from './properties';
import { trimRecord } from './record-bytes';
import { recordId } from './record-id';
import type { RefusalReason } from './refusal-reason';
import { readSubscriptionId } from './subscription';
import { maxDepth, TooDeepError } from './tidy';
import { readTime } from './time';

export type ReadOutcome =
  | { readonly kind: 'record'; readonly record: ActivityLogRecord }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string };

/** Also in a text within the record that is JSON itself, however often it is escaped. */
const unicodeEscape = Buffer.from('\\u');

/**
 * Reads one line of a blob, or one record of a message. White space, a byte order mark and a carriage return around the record are no part of it.
 * A refusal's message never holds a part of the record: it is logged.
 *
 * @param line the bytes without the line feed
 */
export function readRecord(line: Buffer): ReadOutcome {
  const bytes = trimRecord(line);
  const hasAsciiBytes = isAscii(bytes);
  if (!hasAsciiBytes && !isUtf8(bytes)) return refused('InvalidUtf8', 'the record is not valid UTF-8');
  let fields: unknown;
  try {
    // Most records are ASCII, which Latin-1 decodes in a fraction of the time.
    fields = parseJson(bytes.toString(hasAsciiBytes ? 'latin1' : 'utf8'));
  } catch (error) {
    if (error instanceof TooDeepError) return refused('TooDeep', `the record is nested deeper than ${maxDepth} levels`);
    return refused('MalformedJson', `the record is not valid JSON${positionOf(error)}`);
  }
  if (!isJsonObject(fields)) return refused('NotAnObject', 'the record is valid JSON, but no object');
  const envelope = readEnvelope(fields);
  const category = readCategory(envelope);
  if (!isActivityLog(envelope, category)) {
    return refused(
      'ForeignLog',
      category === undefined ? 'the record has no category of the activity log' : 'the record has the category of another log',
    );
  }
  const originalTime = envelope.time ?? envelope.eventTimestamp;
  if (originalTime === undefined) return refused('MissingTime', 'the record has no time');
  const timeMilliseconds = readTime(originalTime);
  if (timeMilliseconds === undefined) return refused('UnusableTime', 'the time of the record cannot be read, or stands for none');
  const properties = envelope.properties && readProperties(envelope.properties);
  const identity = readIdentity(envelope, properties);
  const uid = recordId(envelope.eventDataId, bytes);
  const subscriptionId = readSubscriptionId(envelope);
  return {
    kind: 'record',
    record: {
      bytes,
      isAscii: hasAsciiBytes && !bytes.includes(unicodeEscape),
      envelope,
      properties,
      identity,
      category,
      uid,
      timeMilliseconds,
      originalTime,
      subscriptionId,
    },
  };
}

function refused(reason: RefusalReason, message: string): ReadOutcome {
  return { kind: 'refused', reason, message };
}

/** Where the parser stopped; the rest of its message quotes the record. */
function positionOf(error: unknown): string {
  const position = /at position \d+/.exec(error instanceof Error ? error.message : '')?.[0];
  return position === undefined ? '' : `, ${position}`;
}
