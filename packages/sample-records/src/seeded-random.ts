/**
 * A small seeded generator (sfc32, by Chris Doty-Humphrey, public domain). Only 32-bit integer steps and exact divisions:
 * every engine gives the same numbers.
 */
export class SeededRandom {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#c = seed | 0;
    for (let round = 0; round < 15; round++) this.uint32();
  }

  uint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from 0 up to, but without, `limit`. */
  below(limit: number): number {
    return Math.floor((this.uint32() / 0x1_0000_0000) * limit);
  }

  /** A whole number between both bounds, both included. */
  between(lowest: number, highest: number): number {
    return lowest + this.below(highest - lowest + 1);
  }

  chance(share: number): boolean {
    return this.uint32() / 0x1_0000_0000 < share;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** Like `pick`, but the first choices come far more often than the last: of 24, the first five make up three quarters. */
  pickRanked<T>(choices: readonly T[]): T {
    return choices[this.below(this.below(this.below(choices.length) + 1) + 1)] as T;
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.#hex32();
    return text.length === digits ? text : text.slice(0, digits);
  }

  /** A version 4 GUID. */
  guid(): string {
    const first = this.#hex32();
    const second = this.#hex32();
    const third = this.#hex32();
    const variant = '89ab'[this.below(4)] as string;
    return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${this.#hex32()}`;
  }

  /** Characters of base64url, as tokens hold them. */
  token(length: number): string {
    let text = '';
    for (let bits = 0, left = 0; text.length < length; bits >>>= 6, left--) {
      if (left === 0) {
        bits = this.uint32();
        left = 5;
      }
      text += base64url[bits & 63];
    }
    return text;
  }

  #hex32(): string {
    const bits = this.uint32();
    return `${hexPairs[bits >>> 24]}${hexPairs[(bits >>> 16) & 255]}${hexPairs[(bits >>> 8) & 255]}${hexPairs[bits & 255]}`;
  }
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
