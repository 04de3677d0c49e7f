import type { BlobState } from '@audit-bridge/activity-log-blobs';
import type { BlobRun } from './blob-run';

/** A blob that is gone before everything in it was read is a loss: it is written down before the blob is forgotten. */
export async function closeDeletedBlob(state: BlobState | undefined, { counts, ports }: BlobRun): Promise<void> {
  if (state === undefined) return;
  const lostBytes = state.seenLengthBytes - state.committedOffset;
  if (lostBytes <= 0 && state.completeEtag !== undefined) return;
  if (lostBytes > 0) {
    counts.blobsDeleted++;
    await ports.failures.put([
      {
        reason: 'BlobDeleted',
        message: `The blob was deleted with ${lostBytes} bytes unread. Restore it (soft delete, versions) or look for the same events in another export.`,
        blob: state.path,
        createdOn: state.createdOn,
        offset: state.committedOffset,
        lengthBytes: lostBytes,
        bytes: undefined,
      },
    ]);
    counts.eventsRefused++;
  }
  await ports.states.closeDeleted(state);
}
