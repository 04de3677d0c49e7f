import type { Randomness } from '@audit-bridge/backoff';

/** Of one length, so that a row's size is known before its key is. */
export const partitionKeyBytes = 8;

/** A new one for each attempt: a row that a busy shard refused goes to another one. Order means nothing to the lake. */
export function spreadPartitionKey(randomness: Randomness): string {
  return Math.floor(randomness() * 2 ** 32)
    .toString(16)
    .padStart(partitionKeyBytes, '0');
}
