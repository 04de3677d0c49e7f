import type { BlobState } from '@audit-bridge/activity-log-blobs';
import type { ProcessingCounts } from './processing-counts';

/**
 * Counts the blobs that the present one has taken the place of, each once: the one that the state belongs to, and what the state tells of one that
 * was lost before any processor came to it.
 *
 * @param replaced the blob that the state belongs to stands there no more
 * @param createdOn of the present blob; undefined when there is none
 */
export function countReplaced(
  counts: Pick<ProcessingCounts, 'blobsReplaced' | 'bytesReplacedUnread'>,
  state: BlobState | undefined,
  { createdOn, replaced }: { readonly createdOn: string | undefined; readonly replaced: boolean },
): void {
  if (replaced) counts.blobsReplaced++;
  if (state === undefined) return;
  const { committedOffset, lostPredecessor, seenCreatedOn, seenLengthBytes, seenSuccessor } = state;
  const isSeenGone = replaced && createdOn !== undefined && seenCreatedOn !== undefined && seenCreatedOn < createdOn;
  if (isSeenGone) counts.bytesReplacedUnread += seenSuccessor?.lengthBytes ?? seenLengthBytes - committedOffset;
  if (lostPredecessor === undefined) return;
  counts.bytesReplacedUnread += lostPredecessor.unreadBytes;
  if (!replaced || lostPredecessor.createdOn !== state.createdOn) counts.blobsReplaced++;
}
