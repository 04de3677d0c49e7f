import { dayMilliseconds, hourMilliseconds, startOfHour, type Watermark } from '@audit-bridge/activity-log-blobs';

/** A blob is written after its hour: this far back every run lists, whatever the watermark. */
export const everyRunMilliseconds = 48 * hourMilliseconds;
/** And this far back one run a day. */
const onceADayMilliseconds = 7 * dayMilliseconds;
/** The storage service's clock may be ahead of ours. */
const clockSkewMilliseconds = hourMilliseconds;

/** The hours of a subscription that a run lists: times in milliseconds since 1970 UTC. */
export interface ListingRange {
  /** When it was planned. */
  readonly now: number;
  readonly from: number;
  readonly to: number;
  /** The subscription is not looked at before this. */
  readonly floor: number;
  /** Whether this is the listing that goes back seven days, once a day. */
  readonly isSweep: boolean;
}

export interface ListingFacts {
  readonly now: number;
  readonly watermark: Watermark | undefined;
  /** Hour of the oldest blob; asked for only when there is neither a watermark nor a start. */
  readonly oldestHour: number | undefined;
  readonly startAt: string | undefined;
}

/** @returns undefined when there is nothing to list yet */
export function planListing({ now, watermark, oldestHour, startAt }: ListingFacts): ListingRange | undefined {
  const reached = watermark && Date.parse(watermark.hour);
  const start = startAt === undefined ? undefined : startOfHour(Date.parse(startAt));
  const first = reached ?? start ?? oldestHour;
  if (first === undefined) return undefined;

  // A start that is set later than what is reached already must not skip what lies between.
  const floor = start === undefined ? Number.NEGATIVE_INFINITY : Math.min(start, reached ?? start);
  const isSweep = watermark?.lastSweepDay !== dayOf(now);
  const from = Math.max(floor, Math.min(first, startOfHour(now - (isSweep ? onceADayMilliseconds : everyRunMilliseconds))));
  const to = now + clockSkewMilliseconds;
  return from > to ? undefined : { now, from, to, floor, isSweep };
}

/** `yyyy-MM-dd`, UTC. */
export const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);
