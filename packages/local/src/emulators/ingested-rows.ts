import { appendFileSync, writeFileSync } from 'node:fs';
import type { IngestionFault } from './ingestion-faults';

/** A row as queries see it. */
export type IngestedRow = { readonly [column: string]: unknown };

/** A table of a workspace: what was accepted and has appeared, as JSON lines in a file too. */
export class IngestedRows {
  readonly #rows: IngestedRow[] = [];
  #held: readonly IngestedRow[] = [];
  #lost = 0;

  /** @param path of the file, which is added to; undefined: none is written */
  constructor(private readonly path: string | undefined) {}

  /** In the order in which they appeared. */
  get all(): readonly IngestedRow[] {
    return this.#rows;
  }

  /** Accepted rows that never appear. */
  get lost(): number {
    return this.#lost;
  }

  /** Accepted rows that have not appeared yet. */
  get held(): number {
    return this.#held.length;
  }

  accept(rows: readonly IngestedRow[], fault: IngestionFault | undefined): void {
    const isChosen = fault?.kind === 'lose-rows' || fault?.kind === 'hold-rows' ? fault.rows : () => false;
    const chosen = new Set(rows.filter(isChosen));
    if (fault?.kind === 'hold-rows') this.#held = [...this.#held, ...chosen];
    else this.#lost += chosen.size;
    this.#show(rows.filter(row => !chosen.has(row)));
  }

  /** Lets the held rows appear. */
  release(): void {
    this.#show(this.#held);
    this.#held = [];
  }

  /** Forgets everything, also what stands in the file. */
  clear(): void {
    this.#rows.length = 0;
    this.#held = [];
    this.#lost = 0;
    if (this.path !== undefined) writeFileSync(this.path, '');
  }

  #show(rows: readonly IngestedRow[]): void {
    for (const row of rows) this.#rows.push(row);
    if (this.path !== undefined) appendFileSync(this.path, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
  }
}
