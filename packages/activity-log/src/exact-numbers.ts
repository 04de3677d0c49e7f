/**
 * A number as the record spells it, kept where a double would print other digits (12345678901234567890, 1.10, 1e400).
 * Prints itself exactly through `jsonText`; plain `JSON.stringify` would lose it.
 */
export class ExactNumber {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }

  toJSON(): null {
    metExactNumber = true;
    return null;
  }
}

/** Set by `ExactNumber.toJSON`: `JSON.stringify` has no way to print raw digits in Node 20, so the rare text that needs them is printed by `exactText`. */
let metExactNumber = false;

/**
 * A number token that may be printed differently again: 16 digits or more, a fraction or an exponent. It may also match within a string;
 * that costs the slow path and no correctness. One linear scan over the text, no backtracking between its alternatives.
 */
const suspectNumber =
  /[:,[ \n\r\t]-?(?:\d{16,}(?:\.\d+)?(?:[eE][+-]?\d+)?|\d{1,15}(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+))[ \n\r\t,}\]]|[:,[ \n\r\t]-0[ \n\r\t,}\]]/;

const numberToken = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * `JSON.parse` that keeps every digit.
 *
 * @throws {SyntaxError} when the text is no JSON
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return suspectNumber.test(text) ? parseWithExactNumbers(text) : value;
}

/** `text` is known to be valid JSON. */
function parseWithExactNumbers(text: string): unknown {
  // No string of the text can start with one control character more than the text has escapes of it.
  const escapes = text.split('\\u0001').length;
  const escapedMarker = '\\u0001'.repeat(escapes);
  const marker = '\u0001'.repeat(escapes);
  const marked = mapOutsideStrings(text, outside =>
    outside.replace(numberToken, number => (String(Number(number)) === number ? number : `"${escapedMarker}${number}"`)),
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(marker) ? new ExactNumber(value.slice(marker.length)) : value,
  );
}

/** Maps what stands between the strings of a valid JSON text. */
function mapOutsideStrings(text: string, map: (outside: string) => string): string {
  let mapped = '';
  let position = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', position)) {
    mapped += map(text.slice(position, open));
    position = endOfString(text, open);
    mapped += text.slice(open, position);
  }
  return mapped + map(text.slice(position));
}

/** The position behind the closing quote: the first quote with an even number of backslashes before it. */
function endOfString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslash = quote - 1;
    while (text[backslash] === '\\') backslash--;
    if ((quote - 1 - backslash) % 2 === 0) return quote + 1;
  }
}

/** `JSON.stringify` that prints every digit. The value must be parsed JSON, or be made of it; members that are undefined are left out. */
export function jsonText(value: unknown): string {
  metExactNumber = false;
  const text = JSON.stringify(value);
  return metExactNumber ? exactText(value) : text;
}

function exactText(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(exactText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${exactText(member)}`).join(',')}}`;
}
