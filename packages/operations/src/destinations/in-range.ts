import { hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { TimeRange } from '../events/time-range';

export const inRange = (time: Date, { from, to }: TimeRange): boolean => time >= from && time < to;

/** The first moment of a time's UTC hour, as the keys of `countByHour`. */
export const hourOf = (milliseconds: number): string =>
  new Date(Math.floor(milliseconds / hourMilliseconds) * hourMilliseconds).toISOString();
