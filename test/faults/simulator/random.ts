/** Seeded randomness (sfc32): one seed gives the same numbers on every machine, so a run can be replayed from its seed. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = 0x9e3779b9;
    this.#b = seed >>> 0;
    this.#c = Math.floor(seed / 2 ** 32) >>> 0;
    // sfc32 needs a few rounds until neighbouring seeds have nothing in common.
    for (let round = 0; round < 12; round++) this.#next32();
  }

  /** A number in [0, 1). */
  next = (): number => this.#next32() / 2 ** 32;

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    // Nothing is drawn for what cannot happen: switching a fault off leaves the rest of the run alone.
    return probability > 0 && this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.integer(0, choices.length - 1)];
    if (choice === undefined) throw new RangeError('There is nothing to pick from.');
    return choice;
  }

  /** Independent numbers for one concern, so that more draws there do not change what other concerns draw. */
  fork(): Random {
    return new Random(this.#next32() * 2 ** 21 + (this.#next32() >>> 11));
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}
