import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A short text of lower-case letters and digits that depends on the words alone: 5 bits a character. */
export function stableHash(words: readonly string[], length: number): string {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest();
  return Array.from(digest.subarray(0, length), byte => alphabet[byte % alphabet.length]).join('');
}
