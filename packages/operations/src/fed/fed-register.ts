import { randomUUID } from 'node:crypto';
import { piecesOf } from '@audit-bridge/parked-records/pieces-of';
import { timeOf } from '../events/activity-log-source';
import { readFedItems, writeFedItems } from './fed-content';
import { type FedItem, recordsOfItem } from './fed-item';
import type { FedBy, FedEntry, FedStore } from './fed-store';

/** What one entry holds at most, one item aside: it is read into memory as a whole. */
const maxEntryBytes = 4 * 1024 * 1024;

/**
 * What was put into a pipeline whose records are generated: nothing else can say it later. An entry is written before its items are sent, and confirmed when they have
 * been taken. A crash between the two leaves an entry of which it is not known whether it was sent: it says so, and can be sent once more, with the same bytes and ids.
 */
export class FedRegister {
  constructor(
    private readonly store: FedStore,
    private readonly now: () => Date = () => new Date(),
  ) {}

  get place(): string {
    return this.store.place;
  }

  /** Sends items, and keeps what is known of it. @throws what `send` throws: the entry then stays unconfirmed */
  async keep<Sent>(items: readonly FedItem[], by: FedBy, send: () => Promise<Sent>): Promise<Sent> {
    const entries: FedEntry[] = [];
    for (const some of piecesOf(items, maxEntryBytes)) {
      const entry = this.#entryOf(some, by);
      await this.store.write(entry, writeFedItems(some));
      entries.push(entry);
    }
    const sent = await send();
    for (const entry of entries) await this.confirm(entry);
    return sent;
  }

  confirm(entry: FedEntry): Promise<void> {
    return this.store.confirm({ ...entry, confirmedAt: this.now() });
  }

  list(): AsyncIterable<FedEntry> {
    return this.store.list();
  }

  /** @throws {DamagedFedEntryError} */
  async read({ name }: FedEntry): Promise<readonly FedItem[]> {
    return readFedItems(name, await this.store.read(name));
  }

  #entryOf(items: readonly FedItem[], by: FedBy): FedEntry {
    const writtenAt = this.now();
    // Times alone: whose record it is, is judged by who reads.
    const reading = { place: '', subscriptionIds: [], sentAt: writtenAt };
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const item of items) {
      for (const record of recordsOfItem(item, reading)) {
        first = Math.min(first, timeOf(record));
        last = Math.max(last, timeOf(record));
      }
    }
    const [earliest, latest] = first > last ? [writtenAt, writtenAt] : [new Date(first), new Date(last)];
    const name = `${writtenAt.toISOString().replaceAll(':', '-')}-${randomUUID()}.jsonl`;
    return { name, by, writtenAt, confirmedAt: undefined, first: earliest, last: latest };
  }
}
