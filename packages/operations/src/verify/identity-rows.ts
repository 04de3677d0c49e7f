import { hash } from 'node:crypto';

/** One event in 32 bytes: the beginnings of three hashes, and three flags. */
export const rowLayout = { id: [0, 16], words: [16, 24], content: [24, 30], flags: 30, bytes: 32 } as const;

export interface IdentityRow {
  readonly id: string;
  /** What two spellings of the event have in common. */
  readonly words: string;
  /** The record's bytes, where two different records may bear one id. */
  readonly content: Buffer | undefined;
  /** Too young to have arrived. */
  readonly isYoung: boolean;
  /** No event: a failure place must have it. */
  readonly isUnreadable: boolean;
  /** Perhaps it was never sent. */
  readonly isUncertain: boolean;
}

const young = 1;
const unreadable = 2;
const uncertain = 4;
const firstRows = 1024;

/**
 * The identities of many events without an object for each: a day of a million events takes 32 MB. Two different ids share 128 bits once in 10^26 such days.
 */
export class IdentityRows {
  #rows = Buffer.allocUnsafe(firstRows * rowLayout.bytes);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add({ content, id, isUncertain, isUnreadable, isYoung, words }: IdentityRow): void {
    const at = this.#length * rowLayout.bytes;
    if (at === this.#rows.length) this.#rows = Buffer.concat([this.#rows], 2 * this.#rows.length);
    const row = this.#rows.subarray(at, at + rowLayout.bytes).fill(0);
    hash('sha256', id, 'buffer').copy(row, rowLayout.id[0], 0, rowLayout.id[1] - rowLayout.id[0]);
    hash('sha256', words, 'buffer').copy(row, rowLayout.words[0], 0, rowLayout.words[1] - rowLayout.words[0]);
    if (content !== undefined)
      hash('sha256', content, 'buffer').copy(row, rowLayout.content[0], 0, rowLayout.content[1] - rowLayout.content[0]);
    row[rowLayout.flags] = (isYoung ? young : 0) | (isUnreadable ? unreadable : 0) | (isUncertain ? uncertain : 0);
    this.#length++;
  }

  /** As short texts that can be keys of a map. */
  idOf(row: number): string {
    return this.#part(row, rowLayout.id[0], rowLayout.id[1]);
  }

  wordsOf(row: number): string {
    return this.#part(row, rowLayout.words[0], rowLayout.words[1]);
  }

  contentOf(row: number): string {
    return this.#part(row, rowLayout.content[0], rowLayout.content[1]);
  }

  isYoung(row: number): boolean {
    return (this.#flagsOf(row) & young) !== 0;
  }

  isUnreadable(row: number): boolean {
    return (this.#flagsOf(row) & unreadable) !== 0;
  }

  isUncertain(row: number): boolean {
    return (this.#flagsOf(row) & uncertain) !== 0;
  }

  #flagsOf(row: number): number {
    return this.#rows[row * rowLayout.bytes + rowLayout.flags] ?? 0;
  }

  #part(row: number, from: number, to: number): string {
    return this.#rows.toString('latin1', row * rowLayout.bytes + from, row * rowLayout.bytes + to);
  }
}

/** The same short texts, of an event that is read once more. */
export const idDigest = (id: string): string => hash('sha256', id, 'buffer').toString('latin1', 0, rowLayout.id[1] - rowLayout.id[0]);

export function contentDigest(content: Buffer | undefined): string {
  const length = rowLayout.content[1] - rowLayout.content[0];
  return content === undefined ? '\0'.repeat(length) : hash('sha256', content, 'buffer').toString('latin1', 0, length);
}
