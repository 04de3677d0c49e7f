export type { BlobContainer, BlobRange, ListedBlob } from './blob-container';
export { formatHint, parseHint } from './blob-hint';
export { type BlobPath, formatBlobPath, formatDayFolder, formatHourFolder, parseBlobPath } from './blob-path';
export {
  type BlobCommit,
  type BlobState,
  type BlobStates,
  type LastLine,
  type LostPredecessor,
  maxLastLineBytes,
  type Watermark,
} from './blob-states';
export { BlobContainerError, BlobStatesError, HintsNotSentError, MalformedHintError } from './errors';
export { type FoundSubscriptions, findSubscriptions } from './find-subscriptions';
export { hintDeduplicationId, hintGroupId } from './hint-ids';
export type { BlobHint, HintQueue } from './hint-queue';
export { dayMilliseconds, type HourPrefix, hourMilliseconds, hourPrefixes, startOfDay, startOfHour } from './hour-prefixes';
