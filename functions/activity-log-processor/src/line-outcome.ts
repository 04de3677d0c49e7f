import { type RefusalReason, readRecord } from '@audit-bridge/activity-log';
import { type PreparedEvent, prepareEvent } from '@audit-bridge/cloudtrail-events';
import type { BlobLine } from './blob-line';
import type { ProcessorSettings } from './blob-run';

/** The blob that lines are read from. */
export interface BlobSource {
  readonly path: string;
  readonly createdOn: string;
  /** The subscription that the path names, lower-case. */
  readonly subscriptionId: string | undefined;
}

export type LineOutcome =
  | { readonly kind: 'blank' }
  | { readonly kind: 'event'; readonly event: PreparedEvent; readonly recordBytes: Buffer }
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'MappingFailed'; readonly message: string };

/** What becomes of a line: an event that is ready to be sent, or a reason why it is none. */
export function readLine(line: BlobLine, source: BlobSource, settings: ProcessorSettings): LineOutcome {
  if (isBlank(line.bytes)) return { kind: 'blank' };
  if (line.kind === 'piece') {
    return refused(
      'LineTooLong',
      `A piece of a line that is longer than what is read as one record; the pieces joined by offset are the line.`,
    );
  }
  if (line.kind === 'remainder') {
    return refused(
      'TruncatedLine',
      'Appended to a last line after that had been taken without its line feed; joined by offset they are the line.',
    );
  }
  try {
    return readWholeLine(line, source, settings);
  } catch (error) {
    // One record that trips the mapping must not hold up all that follow. The name alone: a message can quote the record.
    const name = error instanceof Error ? error.name : typeof error;
    return refused('MappingFailed', `The mapping failed with ${name}: a defect of this program. Send the record again once it is mended.`);
  }
}

function readWholeLine(line: BlobLine, source: BlobSource, settings: ProcessorSettings): LineOutcome {
  const outcome = readRecord(line.bytes);
  if (outcome.kind === 'refused') return outcome;
  const { record } = outcome;
  const stranger = refuseStranger(record.subscriptionId, source, settings);
  if (stranger !== undefined) return stranger;
  const event = prepareEvent(record, {
    recipientAccountId: settings.recipientAccountId,
    source: { blob: source.path, offset: line.offset, lengthBytes: line.bytes.length },
  });
  return { kind: 'event', event, recordBytes: record.bytes };
}

/** Nobody may write events about a subscription that is not his own. */
function refuseStranger(named: string | undefined, source: BlobSource, settings: ProcessorSettings): LineOutcome | undefined {
  const subscriptionId = named ?? source.subscriptionId;
  if (subscriptionId === undefined) return undefined;
  if (!settings.subscriptionIds.includes(subscriptionId)) {
    return refused('UnknownSubscription', `The record is about subscription ${subscriptionId}, which is not configured.`);
  }
  if (source.subscriptionId !== undefined && subscriptionId !== source.subscriptionId) {
    return refused(
      'SubscriptionMismatch',
      `The record is about subscription ${subscriptionId} and stands in a blob of ${source.subscriptionId}.`,
    );
  }
  return undefined;
}

function refused(reason: RefusalReason | 'MappingFailed', message: string): LineOutcome {
  return { kind: 'refused', reason, message };
}

const openingBrace = 0x7b;
const whiteSpace = new Set([0x20, 0x09, 0x0d]);
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function isBlank(bytes: Buffer): boolean {
  if (bytes[0] === openingBrace) return false;
  const start = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  for (let index = start; index < bytes.length; index++) {
    if (!whiteSpace.has(bytes[index] ?? 0)) return false;
  }
  return true;
}
