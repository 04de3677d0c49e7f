import { createHash } from 'node:crypto';
import { parseBlobPath } from '@audit-bridge/activity-log-blobs';
import type { ProcessorSettings } from '@audit-bridge/activity-log-processor/blob-run';
import { readLine } from '@audit-bridge/activity-log-processor/line-outcome';

/** What must become of one line of a blob, or of one piece of a line that is too long. */
export interface LineTruth {
  readonly offset: number;
  readonly lengthBytes: number;
  /** With the line feed. */
  readonly endOffset: number;
  readonly fate:
    | { readonly kind: 'blank' }
    | { readonly kind: 'event'; readonly id: string; readonly eventData: string; readonly recordKey: string }
    | { readonly kind: 'refused'; readonly reason: string };
  /** No line feed closes it: it has to wait. */
  readonly isOpen: boolean;
  /** A piece of a long line, not its first. */
  readonly isContinuation: boolean;
}

export interface TruthSettings {
  readonly processor: ProcessorSettings;
  readonly maxLineBytes: number;
  /** What the generator says of a line, by its text (latin1); undefined for a line that it did not make. */
  readonly expected: (line: Buffer) => string | undefined;
}

/** Cuts a blob into lines in the plainest way, to be held against what the processor makes of it. */
export function linesOf(bytes: Buffer, path: string, from: number, settings: TruthSettings): LineTruth[] {
  const lines: LineTruth[] = [];
  for (let offset = from; offset < bytes.length; ) {
    const lineFeed = bytes.indexOf(0x0a, offset);
    const end = lineFeed === -1 ? bytes.length : lineFeed;
    const isOpen = lineFeed === -1;
    const next = isOpen ? end : end + 1;
    if (end - offset <= settings.maxLineBytes)
      lines.push(lineTruth(bytes.subarray(offset, end), { offset, endOffset: next, isOpen }, path, settings));
    else lines.push(...longLine(offset, end, next, isOpen, settings.maxLineBytes));
    offset = next;
  }
  return lines;
}

function longLine(offset: number, end: number, next: number, isOpen: boolean, maxLineBytes: number): LineTruth[] {
  const pieces: LineTruth[] = [];
  for (let start = offset; start < end; start += maxLineBytes) {
    const pieceEnd = Math.min(end, start + maxLineBytes);
    const endOffset = pieceEnd === end ? next : pieceEnd;
    pieces.push({
      offset: start,
      lengthBytes: pieceEnd - start,
      endOffset,
      fate: { kind: 'refused', reason: 'LineTooLong' },
      isOpen: isOpen && pieceEnd === end,
      isContinuation: start > offset,
    });
  }
  return pieces;
}

function lineTruth(
  bytes: Buffer,
  place: { offset: number; endOffset: number; isOpen: boolean },
  path: string,
  settings: TruthSettings,
): LineTruth {
  const source = { path, createdOn: '', subscriptionId: parseBlobPath(path)?.subscriptionId };
  const outcome = readLine({ kind: 'line', bytes, offset: place.offset, endOffset: place.endOffset }, source, settings.processor);
  const found = outcome.kind === 'event' ? 'record' : outcome.kind === 'refused' ? outcome.reason : 'blank';
  const expected = settings.expected(bytes);
  if (expected !== undefined && expected !== found) throw new GeneratorDisagreesError(path, place.offset, expected, found);
  const base = { ...place, lengthBytes: bytes.length, isContinuation: false };
  if (outcome.kind === 'blank') return { ...base, fate: { kind: 'blank' } };
  if (outcome.kind === 'refused') {
    const reason = place.isOpen && incompleteReasons.has(outcome.reason) ? 'TruncatedLine' : outcome.reason;
    return { ...base, fate: { kind: 'refused', reason } };
  }
  const { id, eventData } = outcome.event;
  const recordKey = `${id} ${createHash('sha1').update(outcome.recordBytes).digest('base64')}`;
  return { ...base, fate: { kind: 'event', id, eventData, recordKey } };
}

/** What a record that was cut off can look like. */
const incompleteReasons: ReadonlySet<string> = new Set(['MalformedJson', 'NotAnObject', 'InvalidUtf8']);

export class GeneratorDisagreesError extends Error {
  override readonly name = 'GeneratorDisagreesError';

  constructor(path: string, offset: number, expected: string, found: string) {
    super(
      `${path}, offset ${offset}: the generator made this line to be "${expected}", the processor reads it as "${found}". One of them is wrong.`,
    );
  }
}
