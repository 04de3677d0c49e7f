import { holds, type Item, updated } from './dynamodb-expressions';

export interface ItemTableSettings {
  readonly partitionKey: string;
  readonly index: { readonly partitionKey: string };
  /** How long the index takes to show one write. */
  readonly indexLagMilliseconds: () => number;
  readonly onWrite?: (key: string, before: Item | undefined, after: Item) => void;
}

export type UpdateResult = { readonly applied: true; readonly item: Item } | { readonly applied: false; readonly item: Item | undefined };

/** The semantics of a DynamoDB table with one sparse index: linearizable reads and conditional writes, an index that lags behind. */
export class ItemTable {
  readonly #items = new Map<string, Item>();
  readonly #indexed = new Map<string, string>();
  /** Writes that the index does not show yet, in order. */
  #lagging: { readonly visibleAt: number; readonly key: string; readonly partition: string | undefined }[] = [];

  constructor(
    private readonly now: () => number,
    private readonly settings: ItemTableSettings,
  ) {}

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  *entries(): Generator<readonly [string, Item]> {
    yield* this.#items;
  }

  update(
    key: string,
    update: { readonly expression: string; readonly condition: string | undefined; readonly values: Item },
  ): UpdateResult {
    const stored = this.#items.get(key);
    if (update.condition !== undefined && !holds(update.condition, stored ?? {}, update.values)) return { applied: false, item: stored };
    const item = updated(update.expression, stored ?? { [this.settings.partitionKey]: { S: key } }, update.values);
    this.#items.set(key, item);
    const visibleAt = Math.max(this.#lagging.at(-1)?.visibleAt ?? 0, this.now() + this.settings.indexLagMilliseconds());
    this.#lagging.push({ visibleAt, key, partition: item[this.settings.index.partitionKey]?.S });
    this.settings.onWrite?.(key, stored, item);
    return { applied: true, item };
  }

  /** One page of the index: keys behind a key, in order, as far as the index shows them now. */
  indexPage(partition: string, behind: string, maxKeys: number): string[] {
    this.#catchUp();
    const keys = [...this.#indexed].filter(([key, itsPartition]) => itsPartition === partition && key > behind).map(([key]) => key);
    return keys.sort().slice(0, maxKeys);
  }

  #catchUp(): void {
    for (const { key, partition, visibleAt } of this.#lagging) {
      if (visibleAt > this.now()) continue;
      if (partition === undefined) this.#indexed.delete(key);
      else this.#indexed.set(key, partition);
    }
    this.#lagging = this.#lagging.filter(write => write.visibleAt > this.now());
  }
}
