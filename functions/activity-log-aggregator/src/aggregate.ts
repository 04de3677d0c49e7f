import { findSubscriptions } from '@audit-bridge/activity-log-blobs';
import type { AggregationRun } from './aggregation-run';
import { AggregationError } from './errors';
import { visitSubscription, type WatermarkMove } from './visit-subscription';

/** Time to hint what the index holds and to move the watermarks. */
const stopListingMarginMilliseconds = 30_000;

/**
 * Finds the blobs that hold more than what is committed and hints each to the processor: again in every run until it is committed.
 * Watermarks move last, and only when every hint of the run was sent.
 *
 * @throws {AggregationError} when a subscription could not be looked through; the others were
 * @throws {BlobContainerError} when the container cannot be listed at all
 */
export async function aggregate(run: AggregationRun): Promise<void> {
  const { ports, settings, counts, deadline } = run;
  const configured = [...new Set(settings.subscriptionIds.map(id => id.toLowerCase()))];
  await noteNewestEventAge(configured, run);
  const { folders, foreignFolders } = await findSubscriptions(ports.container);
  counts.foreignFolders.push(...foreignFolders);
  counts.unknownSubscriptions.push(...[...folders.keys()].filter(id => !configured.includes(id)));

  const startedAt = ports.clock.now();
  const stopListingAt = deadline - Math.min(stopListingMarginMilliseconds, (deadline - startedAt) / 2);
  const moves: WatermarkMove[] = [];
  const failures: { subscriptionId: string; error: unknown }[] = [];
  for (const subscriptionId of rotated(configured, startedAt)) {
    if (ports.clock.now() >= stopListingAt) {
      counts.subscriptionsNotReached.push(subscriptionId);
      continue;
    }
    try {
      const move = await visitSubscription({ subscriptionId, folders: folders.get(subscriptionId) ?? [], stopListingAt }, run);
      if (move !== undefined) moves.push(move);
    } catch (error) {
      failures.push({ subscriptionId, error });
    }
  }
  if (failures.length > 0) throw new AggregationError(failures);
  for (const move of moves) await moveWatermark(move, run);
}

/** Losing the race is fine: another aggregator has listed the same hours. */
async function moveWatermark({ subscriptionId, expected, next }: WatermarkMove, { ports }: AggregationRun): Promise<void> {
  if (expected?.hour === next.hour && expected.lastSweepDay === next.lastSweepDay && expected.resumeAt === next.resumeAt) return;
  await ports.states.moveWatermark(subscriptionId, expected, next);
}

/** First of all, so that a run that fails says it too. */
async function noteNewestEventAge(subscriptionIds: readonly string[], { ports, counts }: AggregationRun): Promise<void> {
  const now = ports.clock.now();
  for (const subscriptionId of subscriptionIds) {
    const newest = await ports.states.getNewestEvent(subscriptionId);
    if (newest !== undefined) counts.newestEventAgeMilliseconds = Math.max(counts.newestEventAgeMilliseconds ?? 0, now - newest);
  }
}

/** Another subscription comes first in each run: where the time never suffices for all, none waits for ever. */
function rotated(subscriptionIds: readonly string[], now: number): readonly string[] {
  const first = now % subscriptionIds.length;
  return [...subscriptionIds.slice(first), ...subscriptionIds.slice(0, first)];
}
