import { hourPrefixes, type Watermark } from '@audit-bridge/activity-log-blobs';
import type { AggregationRun } from './aggregation-run';
import { planListing } from './listing-range';
import { nextWatermark } from './next-watermark';
import { findOldestHour } from './oldest-hour';
import { OpenBlobs } from './open-blobs';

/** A watermark that may move once every hint of the run is sent. */
export interface WatermarkMove {
  readonly subscriptionId: string;
  readonly expected: Watermark | undefined;
  readonly next: Watermark;
}

export interface Visit {
  readonly subscriptionId: string;
  /** The subscription's folders in the container; none when all its blobs are gone. */
  readonly folders: readonly string[];
  /** No listing starts after this, milliseconds since 1970 UTC. */
  readonly stopListingAt: number;
}

/**
 * Lists the hours of a subscription that may hold something new, and hints its open blobs.
 *
 * @returns undefined when there was nothing to list
 * @throws {HintsNotSentError} {BlobStatesError} {BlobContainerError}
 */
export async function visitSubscription(
  { subscriptionId, folders, stopListingAt }: Visit,
  run: AggregationRun,
): Promise<WatermarkMove | undefined> {
  const { container, states, clock } = run.ports;
  const { startAt } = run.settings;
  const open = new OpenBlobs(subscriptionId, run);
  const expected = await states.getWatermark(subscriptionId);
  const isUnbounded = expected === undefined && startAt === undefined;
  const now = clock.now();
  const oldestHour = isUnbounded ? await findOldestHour(container, folders) : undefined;
  const range = folders.length === 0 ? undefined : planListing({ now, watermark: expected, oldestHour, startAt });

  let listedUntil = range?.from ?? now;
  let isComplete = true;
  for (const { prefix, end } of range === undefined ? [] : hourPrefixes(range.from, range.to)) {
    if (clock.now() >= stopListingAt) {
      isComplete = false;
      break;
    }
    for (const folder of folders) await open.hintListed(container.listBlobs(folder + prefix));
    listedUntil = end;
  }
  if (!isComplete) run.counts.subscriptionsNotReached.push(subscriptionId);
  await open.hintIndexed();
  if (range === undefined) return undefined;
  return {
    subscriptionId,
    expected,
    next: nextWatermark(now, expected, range, { listedUntil, isComplete, oldestOpenHour: open.oldestHour }),
  };
}
