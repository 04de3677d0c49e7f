import { createHash } from 'node:crypto';

/** One event that the stand-in took. */
export interface AcceptedEvent {
  readonly id: string;
  /** The event as JSON text, exactly as it arrived. */
  readonly eventData: string;
  /** Milliseconds since 1970 UTC. */
  readonly receivedAtMilliseconds: number;
  /** The request that brought it: 1 for the first one. */
  readonly requestNumber: number;
}

/** How an accepted event relates to those before it. */
export type Acceptance = 'first' | 'repeated' | 'conflicting';

/** What a destination has accepted. It takes a repeat like any other event, as CloudTrail Lake does, and counts it. */
export class EventLedger {
  readonly #hashesById = new Map<string, Set<string>>();
  readonly #events: AcceptedEvent[] = [];
  #repeated = 0;
  #conflicting = 0;

  /** @param keepEvents false counts only: for more events than fit into memory */
  constructor(private readonly keepEvents = true) {}

  accept(event: AcceptedEvent): Acceptance {
    if (this.keepEvents) this.#events.push(event);
    const hash = createHash('sha256').update(event.eventData).digest('base64');
    const hashes = this.#hashesById.get(event.id);
    if (hashes === undefined) {
      this.#hashesById.set(event.id, new Set([hash]));
      return 'first';
    }
    if (hashes.has(hash)) {
      this.#repeated += 1;
      return 'repeated';
    }
    hashes.add(hash);
    this.#conflicting += 1;
    return 'conflicting';
  }

  /** Every accepted event in the order of acceptance, repeats too. */
  get events(): readonly AcceptedEvent[] {
    return this.#events;
  }

  /** Accepted events whose id and bytes had been accepted before. */
  get repeated(): number {
    return this.#repeated;
  }

  /** Accepted events whose id had been accepted before, with other bytes. */
  get conflicting(): number {
    return this.#conflicting;
  }

  /** Different events: by id and bytes. */
  get distinct(): number {
    return this.#hashesById.size + this.#conflicting;
  }

  clear(): void {
    this.#hashesById.clear();
    this.#events.length = 0;
    this.#repeated = 0;
    this.#conflicting = 0;
  }
}
