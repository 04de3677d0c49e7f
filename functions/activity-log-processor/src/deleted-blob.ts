import type { BlobState } from '@audit-bridge/activity-log-blobs';
import type { BlobRun } from './blob-run';
import { countReplaced } from './replaced-blobs';

/** A blob that is gone before everything in it was read is a loss: it is written down before the blob is forgotten. */
export async function closeDeletedBlob(state: BlobState | undefined, { counts, ports }: BlobRun): Promise<void> {
  if (state === undefined) return;
  const { seenSuccessor } = state;
  // What was left of the committed blob went when the other one took its place.
  countReplaced(counts, state, { createdOn: undefined, replaced: seenSuccessor !== undefined && seenSuccessor.lengthBytes > 0 });
  const offset = seenSuccessor === undefined ? state.committedOffset : 0;
  const lostBytes = (seenSuccessor?.lengthBytes ?? state.seenLengthBytes) - offset;
  if (lostBytes <= 0 && state.completeEtag !== undefined) return;
  if (lostBytes > 0) {
    counts.blobsDeleted++;
    await ports.failures.put([
      {
        reason: 'BlobDeleted',
        message: `The blob was deleted with ${lostBytes} bytes unread. Restore it (soft delete, versions) or look for the same events in another export.`,
        blob: state.path,
        createdOn: seenSuccessor?.createdOn ?? state.createdOn,
        offset,
        lengthBytes: lostBytes,
        bytes: undefined,
      },
    ]);
    counts.eventsRefused++;
  }
  await ports.states.closeDeleted(state);
}
