import { createHash } from 'node:crypto';
import type { BlobHint } from './hint-queue';

/** Hints of one blob are worked on one after another. Hashed: an id has 128 characters at most, and a blob's name can be longer. */
export const hintGroupId = (hint: BlobHint) => sha256(hint.path);

/**
 * SQS swallows an equal id for five minutes, even after the first message was deleted. So the id changes with everything that makes another look
 * at the blob worth while.
 */
export const hintDeduplicationId = ({ path, etag, committedOffset, continuation }: BlobHint) =>
  sha256(JSON.stringify([path, etag, committedOffset, continuation]));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
