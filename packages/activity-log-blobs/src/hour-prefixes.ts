import { formatDayFolder, formatHourFolder } from './blob-path';

export const hourMilliseconds = 3_600_000;
export const dayMilliseconds = 24 * hourMilliseconds;

export const startOfHour = (milliseconds: number) => milliseconds - (milliseconds % hourMilliseconds);
export const startOfDay = (milliseconds: number) => milliseconds - (milliseconds % dayMilliseconds);

/** A prefix to list below a subscription's folder, and the time that it covers. */
export interface HourPrefix {
  /** `y=YYYY/m=MM/d=DD/h=HH/` or, for a day, `y=YYYY/m=MM/d=DD/`. */
  readonly prefix: string;
  /** Milliseconds since 1970 UTC: everything before it is covered when this prefix and those before it are listed. */
  readonly end: number;
}

/**
 * The fewest prefixes that cover every hour from that of `from` to that of `to`, oldest first, and nothing older.
 *
 * A day is one prefix, and so is the last one although it has hours after `to`: nothing stands in them yet.
 * Only the first day is listed by hours, when the range starts within it.
 */
export function hourPrefixes(from: number, to: number): readonly HourPrefix[] {
  const prefixes: HourPrefix[] = [];
  let at = startOfHour(from);
  while (at <= to) {
    const wholeDay = at === startOfDay(at);
    const end = at + (wholeDay ? dayMilliseconds : hourMilliseconds);
    prefixes.push({ prefix: wholeDay ? formatDayFolder(at) : formatHourFolder(at), end });
    at = end;
  }
  return prefixes;
}
