import { isJsonSpace, jsonByte } from './json-bytes';

/** UTF-8's byte order mark (Unicode standard, section 23.8): no part of a record, though some exporters write it. */
export function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** A record's own bytes: without the white space, carriage return and byte order mark around it. */
export function trimRecord(line: Buffer): Buffer {
  const bytes = withoutByteOrderMark(line);
  let start = 0;
  let end = bytes.length;
  while (start < end && isJsonSpace(bytes[start])) start++;
  while (end > start && isJsonSpace(bytes[end - 1])) end--;
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}

/** The lines that are not blank, trimmed. Split on the line feed alone: U+2028 and a lone carriage return may stand within a record. */
export function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lineFeed = bytes.indexOf(jsonByte.lineFeed, start);
    const end = lineFeed === -1 ? bytes.length : lineFeed;
    const line = trimRecord(bytes.subarray(start, end));
    if (line.length > 0) lines.push(line);
    start = end + 1;
  }
  return lines;
}
