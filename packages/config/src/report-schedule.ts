import { z } from 'zod';
import { textLike } from './text-like';

/**
 * When the accounts are reported: at least once a day, because a missing report must be noticed, and at most once an hour, so that a run and its
 * retries are over before the next one.
 */
export const reportSchedule = z.strictObject({
  /** Hours from one run to the next. */
  everyHours: z.literal([1, 2, 3, 4, 6, 8, 12, 24]).default(24),
  /** The time of one of the day's runs, in UTC. */
  at: textLike(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time of day in UTC, like '03:00'").default('03:00'),
});

export type ReportSchedule = z.output<typeof reportSchedule>;

/** For a run that begins late, is repeated twice, and takes its whole time each time. */
const graceHours = 2;

/** Hours without a completed report that mean that something is wrong: 26 of a daily one. */
export function maxSilenceHours({ everyHours }: Pick<ReportSchedule, 'everyHours'>): number {
  return everyHours + graceHours;
}
