import type { HubMessage } from './hub-messages';

/** How often records stand in a place, by the SHA-256 of their bytes (lower-case hex). */
export type HashCounts = ReadonlyMap<string, number>;

/** Where records have ended, read from what the pipeline has left behind. */
export interface Destinations {
  readonly lake: HashCounts;
  /** By reason. */
  readonly quarantined: Readonly<Record<string, HashCounts>>;
  readonly routed: HashCounts;
  /** By reason. A message that is parked as a whole stands here with its own hash. */
  readonly parked: Readonly<Record<string, HashCounts>>;
}

/** What became of every record of a run. `recordsIn` is the sum of all the other numbers. */
export interface Balance {
  readonly recordsIn: number;
  /** Rows of the lake. */
  readonly written: number;
  readonly quarantined: Readonly<Record<string, number>>;
  readonly routed: number;
  readonly parked: Readonly<Record<string, number>>;
  /** Records that no event hub takes: Azure Monitor cannot have sent them. */
  readonly unsendable: number;
  /** Records whose bytes stand somewhere already. */
  readonly repeated: number;
  /** Records of which nobody knows what became of them: must be empty. */
  readonly unaccounted: readonly string[];
  /** What stands somewhere more often than it came, or never came: must be empty. */
  readonly unexpected: readonly string[];
}

/** Follows every record of the input to where it has ended, from outside the pipeline: knows what was sent and what lies in the output. */
export class Accounting {
  /** The numbers of the input records with the same bytes. */
  readonly #sent = new Map<string, number[]>();
  /** The records of a message, to take apart one that was parked as a whole. */
  readonly #messages = new Map<string, readonly string[]>();
  #recordsIn = 0;
  #unsendable = 0;

  add({ sha256, records }: HubMessage): void {
    this.#recordsIn += records.length;
    this.#messages.set(
      sha256,
      records.map(record => record.sha256),
    );
    for (const record of records) {
      const numbers = this.#sent.get(record.sha256);
      if (numbers === undefined) this.#sent.set(record.sha256, [record.number]);
      else numbers.push(record.number);
    }
  }

  /** Counts a message that was not sent. */
  addUnsendable({ records }: HubMessage): void {
    this.#recordsIn += records.length;
    this.#unsendable += records.length;
  }

  balance({ lake, quarantined, routed, parked }: Destinations): Balance {
    const left = new Map([...this.#sent].map(([sha256, numbers]) => [sha256, numbers.length]));
    const unexpected: string[] = [];
    const claim = (where: string, counts: HashCounts): number => {
      let claimed = 0;
      for (const [sha256, count] of counts) {
        const sent = this.#sent.get(sha256)?.length;
        const taken = Math.min(left.get(sha256) ?? 0, count);
        left.set(sha256, (left.get(sha256) ?? 0) - taken);
        claimed += taken;
        if (sent === undefined) unexpected.push(`${where} holds a record that was never sent (SHA-256 ${sha256})`);
        else if (taken < count) unexpected.push(`${where} holds a record more often than it was sent (SHA-256 ${sha256})`);
      }
      return claimed;
    };
    const written = claim('the lake', lake);
    const byReason = (where: string, reasons: Readonly<Record<string, HashCounts>>) =>
      Object.fromEntries(Object.entries(reasons).map(([reason, counts]) => [reason, claim(`${where}/${reason}`, counts)]));
    const balance = {
      written,
      quarantined: byReason('quarantine', quarantined),
      routed: claim('quarantine/routed', routed),
      parked: byReason(
        'parked',
        mapValues(parked, counts => this.#takeApart(counts)),
      ),
    };
    const { repeated, unaccounted } = this.#rest(left);
    return { recordsIn: this.#recordsIn, ...balance, unsendable: this.#unsendable, repeated, unaccounted, unexpected };
  }

  /** What nothing has claimed: a repeat where others with the same bytes stand somewhere, else a loss. */
  #rest(left: ReadonlyMap<string, number>) {
    let repeated = 0;
    const lost: number[] = [];
    for (const [sha256, numbers] of this.#sent) {
      const count = left.get(sha256) ?? 0;
      if (count < numbers.length) repeated += count;
      else lost.push(...numbers);
    }
    return { repeated, unaccounted: lost.sort((one, other) => one - other).map(number => `record ${number} of the input`) };
  }

  #takeApart(counts: HashCounts): HashCounts {
    const records = new Map<string, number>();
    for (const [sha256, count] of counts) {
      for (const record of this.#messages.get(sha256) ?? [sha256]) records.set(record, (records.get(record) ?? 0) + count);
    }
    return records;
  }
}

const mapValues = <T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
