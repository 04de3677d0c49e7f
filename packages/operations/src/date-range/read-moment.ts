import { DateRangeError } from './date-range-error';

const moment = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A day (its first moment) or a moment in ISO 8601; UTC where it names no offset.
 *
 * @throws {DateRangeError}
 */
export function readMoment(option: string, text: string): Date {
  const [, day, time, , , offset] = moment.exec(text) ?? [];
  const read = new Date(time === undefined || offset !== undefined ? text : `${text}Z`);
  // JavaScript makes 2 March of 30 February.
  if (day === undefined || Number.isNaN(read.getTime()) || new Date(day).toISOString().slice(0, 10) !== day)
    throw new DateRangeError(`${option} ${text} is no date: write 2026-11-20, or 2026-11-20T10:30 (UTC).`);
  return read;
}

const unitMilliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @returns milliseconds. @throws {DateRangeError} */
export function readDuration(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) throw new DateRangeError(`${option} ${text} is no time: write 90m, 24h or 7d.`);
  return Number(count) * unitMilliseconds[unit as keyof typeof unitMilliseconds];
}
