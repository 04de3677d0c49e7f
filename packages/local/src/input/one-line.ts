const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const whiteSpace = new Set([0x20, 0x09, lineFeed, carriageReturn]);

/**
 * A record as one line: where it spans several, white space outside its strings goes and every other byte stays.
 * A record that stands on one line keeps its own bytes, white space and all.
 *
 * @returns more than one line only for a record with a line feed within a string: that is no JSON, and each piece will be refused
 */
export function asLines(record: Buffer): readonly Buffer[] {
  if (!record.includes(lineFeed) && !record.includes(carriageReturn)) return [record];
  const compact = withoutWhiteSpace(record);
  if (!compact.includes(lineFeed)) return [compact];
  return splitLines(compact).filter(line => line.length > 0);
}

function withoutWhiteSpace(record: Buffer): Buffer {
  const compact = Buffer.allocUnsafe(record.length);
  let length = 0;
  let inString = false;
  for (let position = 0; position < record.length; position++) {
    const byte = record[position] as number;
    if (!inString && whiteSpace.has(byte)) continue;
    compact[length++] = byte;
    if (byte === quote) inString = !inString;
    // What a backslash escapes is a part of the string, even a quote.
    else if (inString && byte === backslash && position + 1 < record.length) compact[length++] = record[++position] as number;
  }
  return compact.subarray(0, length);
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}
