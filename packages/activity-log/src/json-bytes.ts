/** The bytes of JSON's structure (RFC 8259, section 2). All are ASCII, so UTF-8 text can be scanned without decoding it. */
export const jsonByte = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** Space, tab, line feed or carriage return: the only white space that JSON has. */
export function isJsonSpace(byte: number | undefined): boolean {
  return byte === jsonByte.space || byte === jsonByte.lineFeed || byte === jsonByte.carriageReturn || byte === jsonByte.tab;
}

/** The first position from `start` on that is no white space; the length when there is none. */
export function skipJsonSpace(bytes: Uint8Array, start: number): number {
  let position = start;
  while (position < bytes.length && isJsonSpace(bytes[position])) position++;
  return position;
}

/** The position behind the string that opens at `start`, or -1 when it does not end. */
export function endOfJsonString(bytes: Uint8Array, start: number): number {
  let quote = bytes.indexOf(jsonByte.quote, start + 1);
  while (quote !== -1 && isEscaped(bytes, quote, start)) quote = bytes.indexOf(jsonByte.quote, quote + 1);
  return quote === -1 ? -1 : quote + 1;
}

/** An odd number of backslashes escapes the quote behind them; an even number is escaped backslashes. */
function isEscaped(bytes: Uint8Array, quote: number, start: number): boolean {
  let position = quote - 1;
  while (position > start && bytes[position] === jsonByte.backslash) position--;
  return (quote - 1 - position) % 2 === 1;
}

/**
 * The position behind the value that starts at `start`, or -1 when it does not end.
 * Finds where a value ends, not whether it is valid: that is the parser's work.
 */
export function endOfJsonValue(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let position = start;
  while (position < bytes.length) {
    switch (bytes[position]) {
      case jsonByte.quote:
        position = endOfJsonString(bytes, position);
        if (depth === 0 || position === -1) return position;
        break;
      case jsonByte.openBrace:
      case jsonByte.openBracket:
        depth++;
        position++;
        break;
      case jsonByte.closeBrace:
      case jsonByte.closeBracket:
        depth--;
        position++;
        if (depth <= 0) return depth === 0 ? position : -1;
        break;
      default:
        if (depth === 0) return endOfScalar(bytes, position);
        position++;
    }
  }
  return -1;
}

/** A number or a word (true, false, null, or what is neither) ends at white space or at a structural byte. */
function endOfScalar(bytes: Uint8Array, start: number): number {
  let position = start;
  while (position < bytes.length && !isJsonSpace(bytes[position]) && !isStructural(bytes[position])) position++;
  return position === start ? -1 : position;
}

function isStructural(byte: number | undefined): boolean {
  return (
    byte === jsonByte.comma ||
    byte === jsonByte.colon ||
    byte === jsonByte.quote ||
    byte === jsonByte.openBrace ||
    byte === jsonByte.closeBrace ||
    byte === jsonByte.openBracket ||
    byte === jsonByte.closeBracket
  );
}
