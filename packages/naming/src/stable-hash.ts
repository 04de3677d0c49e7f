import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A short text of lower-case letters and digits that depends on the words alone: 5 bits a character. */
export function stableHash(words: readonly string[], length: number): string {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest();
  return Array.from(digest.subarray(0, length), byte => alphabet[byte % alphabet.length]).join('');
}

/** The same as a GUID, of the version that is free in form: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
export function stableGuid(words: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16);
  const [version, variant] = [bytes.readUInt8(6), bytes.readUInt8(8)];
  bytes.writeUInt8((version & 0x0f) | 0x80, 6);
  bytes.writeUInt8((variant & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
