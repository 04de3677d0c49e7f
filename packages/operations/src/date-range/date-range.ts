import type { TimeRange } from '../events/time-range';
import { DateRangeError } from './date-range-error';
import type { DateRangeArguments } from './date-range-options';
import { readDuration, readMoment } from './read-moment';

/** How far back something can be asked. */
export interface KeptDays {
  readonly days: number;
  /** What keeps it, as the subject of a sentence: `The Activity Log REST interface`. */
  readonly by: string;
}

export interface DateRangeRules {
  readonly now: Date;
  /** The oldest of what is asked; the shortest time wins. */
  readonly kept?: readonly KeptDays[];
  /** Like `24h`, where no option says anything. Without it one has to. */
  readonly otherwise?: string;
}

const dayMilliseconds = 86_400_000;

/** What is wrong with a range is said before anything is asked or changed. @throws {DateRangeError} */
export function dateRange({ from, last, to }: DateRangeArguments, { kept = [], now, otherwise }: DateRangeRules): TimeRange {
  const range = from === undefined && to === undefined ? lastTime(last ?? otherwise, now) : between(from, to, now);
  for (const { by, days } of kept) {
    const oldest = new Date(now.getTime() - days * dayMilliseconds);
    if (range.from < oldest)
      throw new DateRangeError(
        `${by} keeps ${days} days: nothing is left of ${shown(range.from)}. Begin with --from ${nextMinute(oldest)} or later.`,
      );
  }
  return range;
}

function lastTime(last: string | undefined, now: Date): TimeRange {
  if (last === undefined) throw new DateRangeError('Say which time: --from 2026-11-20 (and --to), or --last 24h.');
  return { from: new Date(now.getTime() - readDuration('--last', last)), to: now };
}

function between(fromText: string | undefined, toText: string | undefined, now: Date): TimeRange {
  if (fromText === undefined) throw new DateRangeError(`--to ${toText} needs a beginning: --from 2026-11-20.`);
  const from = readMoment('--from', fromText);
  const to = toText === undefined ? now : readMoment('--to', toText);
  if (from >= now) throw new DateRangeError(`--from ${fromText} lies in the future: it is ${shown(now)} now.`);
  if (to > now) throw new DateRangeError(`--to ${toText} lies in the future: it is ${shown(now)} now. Leave --to out to go up to now.`);
  if (from > to) throw new DateRangeError(`The range is reversed: --from ${toText} --to ${fromText} is the other way round.`);
  if (from.getTime() === to.getTime())
    throw new DateRangeError(
      `The range is empty: --to is the moment to stop before. For the day ${fromText.slice(0, 10)} write --to ${nextDay(from)}.`,
    );
  return { from, to };
}

const nextDay = (date: Date): string => new Date(date.getTime() + dayMilliseconds).toISOString().slice(0, 10);

/** `2026-11-20T10:30Z` */
const shown = (date: Date): string => `${date.toISOString().slice(0, 16)}Z`;

/** So that the suggestion still holds when it has been typed. */
const nextMinute = (date: Date): string => shown(new Date(date.getTime() + 10 * 60_000));
