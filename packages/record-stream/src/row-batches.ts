import type { Buffer } from 'node:buffer';
import { partitionKeyBytes } from './partition-key';
import type { StreamLimits } from './record-stream';

/** Something with bytes that become a row. */
export interface Row {
  readonly bytes: Buffer;
}

/** Collects rows into the batches that fit one request. A row must fit one by itself. */
export class RowBatches<R extends Row> {
  #rows: R[] = [];
  #requestBytes = 0;

  constructor(private readonly limits: StreamLimits) {}

  /** @returns the batch that had to be closed before this row */
  add(row: R): readonly R[] | undefined {
    const rowBytes = row.bytes.length + partitionKeyBytes;
    const isFull = this.#rows.length === this.limits.maxRows || this.#requestBytes + rowBytes > this.limits.maxRequestBytes;
    const closed = isFull ? this.close() : undefined;
    this.#rows.push(row);
    this.#requestBytes += rowBytes;
    return closed;
  }

  /** @returns undefined when there is no row since the last batch */
  close(): readonly R[] | undefined {
    if (this.#rows.length === 0) return undefined;
    const rows = this.#rows;
    this.#rows = [];
    this.#requestBytes = 0;
    return rows;
  }
}
