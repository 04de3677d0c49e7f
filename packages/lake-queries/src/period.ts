/** A stretch of the events' own time: the days before a query runs, or from one moment (inclusive) to another (exclusive). */
export type Period = { readonly lastDays: number } | { readonly from: Date; readonly to: Date };

export const lastWeek: Period = { lastDays: 7 };

/** A period's beginning and end as SQL of type timestamp; a period that lasts until now has no end. */
interface Bounds {
  readonly from: string;
  readonly to: string | undefined;
}

/**
 * Conditions on the lake's table. The partition's name bounds what is read from S3; `time` is exact within the first and the last day.
 * A partition is pruned only when its column is compared with something that does not depend on the row.
 */
export function azureCondition(period: Period): string {
  const { from, to } = bounds(period);
  const day = (moment: string) => `date_format(${moment}, '%Y%m%d')`;
  return [
    `e.eventday >= ${day(from)}`,
    ...(to === undefined ? [] : [`e.eventday <= ${day(to)}`]),
    `e.time >= ${milliseconds(from)}`,
    ...(to === undefined ? [] : [`e.time < ${milliseconds(to)}`]),
  ].join(' AND ');
}

/**
 * Conditions on Security Lake's own CloudTrail table, which is partitioned by the day of `time_dt` without a column for it.
 *
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-query-examples-sourceversion2.html
 */
export function cloudTrailCondition(period: Period): string {
  const { from, to } = bounds(period);
  return [`e.time_dt >= ${from}`, ...(to === undefined ? [] : [`e.time_dt < ${to}`])].join(' AND ');
}

/** The period's first moment, without a time zone. */
export const periodStart = (period: Period): string => `CAST(${bounds(period).from} AS timestamp)`;

/** The period and so many days before it. */
export const withDaysBefore = (period: Period, days: number): Period =>
  'lastDays' in period
    ? { lastDays: period.lastDays + days }
    : { from: new Date(period.from.getTime() - days * dayMilliseconds), to: period.to };

const dayMilliseconds = 86_400_000;

function bounds(period: Period): Bounds {
  if ('lastDays' in period) return { from: `current_timestamp - INTERVAL '${period.lastDays}' DAY`, to: undefined };
  return { from: timestamp(period.from), to: timestamp(period.to) };
}

const timestamp = (moment: Date): string => `TIMESTAMP '${moment.toISOString().slice(0, 23).replace('T', ' ')}'`;

const milliseconds = (moment: string): string => `CAST(to_unixtime(${moment}) * 1000 AS bigint)`;
