/** ISO 8601 as Azure writes it: a fraction of any length; Z, an offset, or none. */
const isoTime = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
/** US format: month/day/year, a 12 hour clock with AM or PM, or a 24 hour clock without. */
const usTime =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(AM|PM)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** The last second that ISO 8601 spells with four digits. */
const maxTimeMilliseconds = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * When an event happened (mapping, section 2.1): milliseconds since 1970 UTC, a finer fraction truncated; no offset means UTC.
 *
 * @returns undefined for what no rule can read, for dates that the calendar does not have, and for times before 1970
 *   (.NET's `0001-01-01T00:00:00` stands for "none")
 */
export function readTime(text: string): number | undefined {
  if (isExportedTime(text)) return readExportedTime(text);
  const iso = isoTime.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, offset] = iso;
    return utcTime(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second ?? 0), fraction, offset);
  }
  const us = usTime.exec(text);
  if (us === null) return undefined;
  const [, month, day, year, hourText, minute, second, fraction, halfDay, offset] = us;
  const hour = halfDay === undefined ? Number(hourText) : hourOfHalfDay(Number(hourText), halfDay);
  return utcTime(Number(year), Number(month), Number(day), hour, Number(minute), Number(second ?? 0), fraction, offset);
}

/**
 * A record's time to the second, as `yyyy-MM-ddTHH:mm:ssZ`.
 *
 * @param text a time as a record spells it
 * @param milliseconds what `readTime` has read in it
 */
export function timeToSecond(text: string, milliseconds: number): string {
  return `${(isExportedTime(text) ? text : new Date(milliseconds).toISOString()).slice(0, 19)}Z`;
}

const zero = 0x30;
const nine = 0x39;
const exportedTime = { letterT: 0x54, letterZ: 0x5a, dash: 0x2d, colon: 0x3a, point: 0x2e } as const;

/** Whether a time has the form `yyyy-MM-ddTHH:mm:ss.fffffffZ`, with any fraction: nearly all have, so it is worth a way of its own. */
function isExportedTime(text: string): boolean {
  const end = text.length - 1;
  return (
    end >= 19 &&
    text.charCodeAt(end) === exportedTime.letterZ &&
    text.charCodeAt(10) === exportedTime.letterT &&
    text.charCodeAt(4) === exportedTime.dash &&
    text.charCodeAt(7) === exportedTime.dash &&
    text.charCodeAt(13) === exportedTime.colon &&
    text.charCodeAt(16) === exportedTime.colon &&
    (end === 19 || (end > 20 && text.charCodeAt(19) === exportedTime.point && !Number.isNaN(digitsOf(text, 20, end))))
  );
}

function readExportedTime(text: string): number | undefined {
  const end = text.length - 1;
  const [year, month, day] = [digitsOf(text, 0, 4), digitsOf(text, 5, 7), digitsOf(text, 8, 10)];
  const [hour, minute, second] = [digitsOf(text, 11, 13), digitsOf(text, 14, 16), digitsOf(text, 17, 19)];
  return utcTime(year, month, day, hour, minute, second, end === 19 ? undefined : text.slice(20, Math.min(23, end)), undefined);
}

/** NaN when one of the characters is no digit. */
function digitsOf(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code < zero || code > nine) return Number.NaN;
    number = number * 10 + (code - zero);
  }
  return number;
}

/** 12 AM is midnight, 12 PM is noon; NaN for an hour that a 12 hour clock does not show. */
function hourOfHalfDay(hour: number, halfDay: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (halfDay.toUpperCase() === 'PM' ? 12 : 0);
}

function utcTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: string | undefined,
  offset: string | undefined,
): number | undefined {
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  const date = Date.UTC(year, month - 1, day);
  if (new Date(date).getUTCDate() !== day || month < 1 || month > 12) return undefined;
  const milliseconds = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  const offsetMinutes = readOffset(offset);
  if (offsetMinutes === undefined) return undefined;
  const time = date + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000 + milliseconds;
  return time >= 0 && time <= maxTimeMilliseconds && year >= 1969 ? time : undefined;
}

/** Minutes east of Greenwich; 0 for Z and for none; undefined for more than .NET's 14 hours. */
function readOffset(offset: string | undefined): number | undefined {
  if (offset === undefined || offset === 'Z' || offset === 'z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 14 || minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
