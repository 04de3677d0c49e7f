import { hourPrefixes, type Watermark } from '@audit-bridge/activity-log-blobs';
import type { AggregationRun } from './aggregation-run';
import { type ListingRange, planListing } from './listing-range';
import { type ListingProgress, nextWatermark } from './next-watermark';
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
export async function visitSubscription(visit: Visit, run: AggregationRun): Promise<WatermarkMove | undefined> {
  const { subscriptionId, folders } = visit;
  const expected = await run.ports.states.getWatermark(subscriptionId);
  const range = await rangeToList(folders, expected, run);
  const open = new OpenBlobs(subscriptionId, run);
  const listed = range && (await hintListed({ ...visit, range, resumeAt: expected?.resumeAt, open }, run));
  await open.hintIndexed();
  if (range === undefined || listed === undefined) return undefined;
  return { subscriptionId, expected, next: nextWatermark(expected, range, { ...listed, oldestOpenHour: open.oldestHour }) };
}

async function rangeToList(
  folders: readonly string[],
  watermark: Watermark | undefined,
  { ports, settings: { startAt } }: AggregationRun,
): Promise<ListingRange | undefined> {
  if (folders.length === 0) return undefined;
  const now = ports.clock.now();
  const isUnbounded = watermark === undefined && startAt === undefined;
  const oldestHour = isUnbounded ? await findOldestHour(ports.container, folders) : undefined;
  return planListing({ now, watermark, oldestHour, startAt });
}

async function hintListed(
  { subscriptionId, folders, stopListingAt, range, resumeAt, open }: Visit & Listing,
  { ports: { clock, container }, counts }: AggregationRun,
): Promise<Omit<ListingProgress, 'oldestOpenHour'>> {
  let listedUntil = range.from;
  let stoppedAt: number | undefined;
  for (const { prefix, end, start } of prefixesFrom(resumeAt, range)) {
    if (clock.now() >= stopListingAt) {
      counts.subscriptionsNotReached.push(subscriptionId);
      return { listedUntil, stoppedAt, isComplete: false };
    }
    for (const folder of folders) await open.hintListed(container.listBlobs(folder + prefix));
    if (start <= listedUntil) listedUntil = end;
    stoppedAt = end;
  }
  return { listedUntil: range.to, stoppedAt, isComplete: true };
}

interface Listing {
  readonly range: ListingRange;
  /** Where the listing before was cut off. */
  readonly resumeAt: string | undefined;
  readonly open: OpenBlobs;
}

/** All hours of the range, those behind the place where the listing before was cut off first. */
function prefixesFrom(resumeAt: string | undefined, { from, to }: ListingRange) {
  const prefixes = hourPrefixes(from, to).map((prefix, index, all) => ({ ...prefix, start: all[index - 1]?.end ?? from }));
  const first = resumeAt === undefined ? 0 : prefixes.findIndex(({ end }) => end > Date.parse(resumeAt));
  return first <= 0 ? prefixes : [...prefixes.slice(first), ...prefixes.slice(0, first)];
}
