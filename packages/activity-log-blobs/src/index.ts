export type { BlobContainer, BlobRange, ListedBlob } from './blob-container';
export { type BlobCommit, type BlobState, type BlobStates, type LastLine, maxLastLineBytes, type Watermark } from './blob-states';
export type { BlobHint, HintQueue } from './hint-queue';
