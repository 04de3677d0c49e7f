import { endOfJsonString, endOfJsonValue, jsonByte, skipJsonSpace } from './json-bytes';
import { splitLines, withoutByteOrderMark } from './record-bytes';

/** The records' own bytes (views of the message, never reprinted), or why no record could be told apart. */
export type CutOutcome = { readonly records: readonly Buffer[] } | { readonly malformed: string };

/**
 * Cuts the records out of a message or an export: `{"records":[...]}` (Event Hubs), `{"value":[...]}` (a page of the REST API), a JSON array,
 * one record, values one after another, JSON lines (each line any of these); pretty-printed or not.
 *
 * A record's own bytes decide its id, so they are cut out and never printed again. Whether they are a valid record is for `readRecord` to say:
 * an element that is no object, and in JSON lines a line that is no JSON, come out as records and are refused there, so nothing is lost silently.
 */
export function cutRecords(bytes: Buffer): CutOutcome {
  const message = withoutByteOrderMark(bytes);
  const lines = splitLines(message);
  const [firstLine] = lines;
  if (firstLine === undefined) return { records: [] };
  // A first line that is complete by itself tells JSON lines: a damaged line further down must not swallow the ones behind it.
  const whole = lines.length > 1 && cutValues(firstLine) !== undefined ? undefined : cutValues(message);
  if (whole !== undefined) return { records: whole };
  const cuts = lines.map(cutValues);
  if (cuts.every(cut => cut === undefined))
    return { malformed: `no complete JSON value in ${bytes.length} bytes, neither as a whole nor in a line of its own` };
  return { records: lines.flatMap((line, index) => cuts[index] ?? [line]) };
}

/** The records of objects and arrays that stand one after another; undefined when there is anything else between or within them. */
function cutValues(bytes: Buffer): Buffer[] | undefined {
  const records: Buffer[] = [];
  let position = skipJsonSpace(bytes, 0);
  while (position < bytes.length) {
    if (bytes[position] === jsonByte.openBracket) position = cutArray(bytes, position, records, cutObject);
    else if (bytes[position] === jsonByte.openBrace) position = cutObject(bytes, position, records);
    else return undefined;
    if (position === -1) return undefined;
    position = skipJsonSpace(bytes, position);
  }
  return records;
}

/** Cuts the value at `start` and returns the position behind it, or -1 when it does not end. */
type Cut = (bytes: Buffer, start: number, records: Buffer[]) => number;

const cutWhole: Cut = (bytes, start, records) => {
  const end = endOfJsonValue(bytes, start);
  if (end !== -1) records.push(bytes.subarray(start, end));
  return end;
};

/** An array's elements; objects among them may be envelopes (a batch of messages). */
function cutArray(bytes: Buffer, start: number, records: Buffer[], cutElementObject: Cut): number {
  let position = skipJsonSpace(bytes, start + 1);
  if (bytes[position] === jsonByte.closeBracket) return position + 1;
  while (position < bytes.length) {
    const cut = bytes[position] === jsonByte.openBrace ? cutElementObject : cutWhole;
    position = cut(bytes, position, records);
    if (position === -1) return -1;
    position = skipJsonSpace(bytes, position);
    if (bytes[position] === jsonByte.closeBracket) return position + 1;
    if (bytes[position] !== jsonByte.comma) return -1;
    position = skipJsonSpace(bytes, position + 1);
  }
  return -1;
}

/** An object is an envelope when it holds an array under `records` or `value` and no operation of its own; else it is a record. */
function cutObject(bytes: Buffer, start: number, records: Buffer[]): number {
  const enclosed: Buffer[] = [];
  let isEnvelope = false;
  let isRecord = false;
  let position = skipJsonSpace(bytes, start + 1);
  if (bytes[position] === jsonByte.closeBrace) return cutWhole(bytes, start, records);
  while (bytes[position] === jsonByte.quote) {
    const endOfKey = endOfJsonString(bytes, position);
    if (endOfKey === -1) return -1;
    const key = bytes.toString('latin1', position, endOfKey);
    position = skipJsonSpace(bytes, endOfKey);
    if (bytes[position] !== jsonByte.colon) return -1;
    position = skipJsonSpace(bytes, position + 1);
    isRecord ||= key === '"operationName"';
    if ((key === '"records"' || key === '"value"') && bytes[position] === jsonByte.openBracket) {
      isEnvelope = true;
      position = cutArray(bytes, position, enclosed, cutWhole);
    } else position = endOfJsonValue(bytes, position);
    if (position === -1) return -1;
    position = skipJsonSpace(bytes, position);
    if (bytes[position] === jsonByte.closeBrace) {
      if (isRecord || !isEnvelope) records.push(bytes.subarray(start, position + 1));
      else for (const record of enclosed) records.push(record);
      return position + 1;
    }
    if (bytes[position] !== jsonByte.comma) return -1;
    position = skipJsonSpace(bytes, position + 1);
  }
  return -1;
}
