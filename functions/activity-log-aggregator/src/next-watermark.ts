import { startOfHour, type Watermark } from '@audit-bridge/activity-log-blobs';
import { dayOf, everyRunMilliseconds, type ListingRange } from './listing-range';

/** How far the listing of a subscription came. Times in milliseconds since 1970 UTC. */
export interface ListingProgress {
  /** Everything from the range's start to here is listed. */
  readonly listedUntil: number;
  /** Where the listing ended: it may have begun behind the range's start. Undefined when nothing was listed. */
  readonly stoppedAt: number | undefined;
  readonly isComplete: boolean;
  /** Hour of the oldest blob that has more than what is committed. */
  readonly oldestOpenHour: number | undefined;
}

/**
 * The watermark after a run whose hints are all sent. It stands still at the oldest hour with an open blob, goes back to one when a late blob
 * turns up, and never enters the hours that every run lists anyway.
 */
export function nextWatermark(watermark: Watermark | undefined, range: ListingRange, progress: ListingProgress): Watermark {
  const reached = watermark === undefined ? range.from : Date.parse(watermark.hour);
  const hour = Math.min(
    progress.oldestOpenHour ?? Number.POSITIVE_INFINITY,
    Math.max(progress.listedUntil, reached),
    startOfHour(range.now - everyRunMilliseconds),
  );
  const next = Math.max(hour, range.floor);
  return {
    hour: new Date(next).toISOString(),
    lastSweepDay: range.isSweep && progress.isComplete ? dayOf(range.now) : watermark?.lastSweepDay,
    resumeAt: progress.isComplete ? undefined : resumeBehind(next, progress.stoppedAt, watermark),
  };
}

/** The watermark alone says where to go on, unless it may not go as far as the listing did. */
function resumeBehind(hour: number, stoppedAt: number | undefined, watermark: Watermark | undefined): string | undefined {
  if (stoppedAt === undefined) return watermark?.resumeAt;
  return stoppedAt > hour ? new Date(stoppedAt).toISOString() : undefined;
}
