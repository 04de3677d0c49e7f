import { parseBlobPath } from '@audit-bridge/activity-log-blobs';
import { readBeginning } from './blob-beginning';
import type { BlobRun } from './blob-run';
import { CommitFrontier } from './commit-frontier';
import { closeDeletedBlob } from './deleted-blob';
import { DeliveryWindow } from './delivery-window';
import { countReplaced } from './replaced-blobs';
import { runDeadline } from './run-deadline';
import { sendLines } from './send-lines';

/** How a run over a blob ended. */
export type BlobOutcome =
  /** Everything that the blob holds is committed. */
  | 'complete'
  /** All complete lines are committed; the last line waits for its line feed. */
  | 'open-line'
  /** Stopped before the deadline, or the blob was replaced meanwhile: another message goes on. */
  | 'continued'
  /** Another processor works on the blob. */
  | 'lost-race'
  /** There is no such blob. */
  | 'deleted';

const defaultRangeBytes = 4 * 1024 * 1024;

/**
 * Carries what a blob holds beyond its committed offset to the destination. Events are accepted, or kept in the failure place, before the
 * offset passes them; whatever interrupts the run, the next one repeats at most one step, with the same ids.
 *
 * @throws when the destination, the failure place, the state table or the storage account fails; what was settled before is committed
 */
export async function processBlob(run: BlobRun): Promise<BlobOutcome> {
  const { counts, hint, ports, settings } = run;
  const deadline = runDeadline(run.deadline, ports.clock);
  const state = await ports.states.get(hint.path);
  const rangeBytes = settings.rangeBytes ?? defaultRangeBytes;
  const beginning = await readBeginning(ports.container, { path: hint.path, state }, rangeBytes);
  if (beginning === undefined) {
    await closeDeletedBlob(state, run);
    return 'deleted';
  }
  countReplaced(counts, state, { createdOn: beginning.range.createdOn, replaced: beginning.replaced });

  const source = { path: hint.path, createdOn: beginning.range.createdOn, subscriptionId: parseBlobPath(hint.path)?.subscriptionId };
  const frontier = new CommitFrontier(source, run, { state, replaced: beginning.replaced });
  const window = new DeliveryWindow(frontier, { ...ports, ...settings, counts, ...deadline });
  const reading = await sendLines({ run, source, beginning, window, rangeBytes, ...deadline }).catch(async error => {
    await window.drain().catch(() => undefined);
    throw error;
  });
  if (!(await window.drain(reading.complete))) return 'lost-race';

  if (reading.outcome === 'continued') {
    const { etag } = reading;
    await ports.hints.send([{ path: hint.path, etag, committedOffset: frontier.committedOffset, continuation: hint.continuation + 1 }]);
  }
  const newest = counts.newestEventMilliseconds;
  if (newest !== undefined && source.subscriptionId !== undefined) {
    // An event that is dated ahead must not hide a standstill that follows it.
    await ports.states.noteNewestEvent(source.subscriptionId, Math.min(newest, ports.clock.now()));
  }
  return reading.outcome;
}
