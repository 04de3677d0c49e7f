/**
 * A number as the record spells it, kept where a double would print other digits (12345678901234567890, 1e400).
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
 * A number that a double may not hold: 16 digits or more, or an exponent; fewer digits always come back with the same value. It may also match
 * within a string; that costs the slow path and no correctness.
 */
const suspectNumber = /[:,[ \n\r\t]-?\d(?:[\d.]{15,}(?:[eE][+-]?\d+)?|[\d.]*[eE][+-]?\d+)[ \n\r\t,}\]]/;

const numberToken = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether a valid JSON text may hold numbers that a double would print differently. */
export function mayHoldExactNumbers(text: string): boolean {
  return suspectNumber.test(text);
}

/** Parses a valid JSON text and keeps every digit. */
export function parseWithExactNumbers(text: string): unknown {
  // No string of the text can start with one control character more than the text has escapes of it.
  const escapes = text.split('\\u0001').length;
  const escapedMarker = '\\u0001'.repeat(escapes);
  const marker = '\u0001'.repeat(escapes);
  const marked = mapOutsideStrings(text, outside =>
    outside.replace(numberToken, number => (isExact(number) ? number : `"${escapedMarker}${number}"`)),
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(marker) ? new ExactNumber(value.slice(marker.length)) : value,
  );
}

/** Whether a double holds every digit. Another spelling of the same value (1.10 and 1.1) is no loss. */
function isExact(number: string): boolean {
  const digits = number.replace(/[-.]/g, '').replace(/^0+/, '');
  return (digits.length <= 15 && !/[eE]/.test(digits)) || String(Number(number)) === number;
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
