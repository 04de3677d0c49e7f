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

interface EventsOfId {
  readonly hashes: Set<string>;
  times: number;
}

/** What a destination has accepted. It takes a repeat like any other event, as CloudTrail Lake does, and counts it. */
export class EventLedger {
  readonly #byId = new Map<string, EventsOfId>();
  readonly #events: AcceptedEvent[] = [];
  #repeated = 0;
  #conflicting = 0;

  /** @param keepEvents false counts only: for more events than fit into memory */
  constructor(private readonly keepEvents = true) {}

  accept(event: AcceptedEvent): Acceptance {
    if (this.keepEvents) this.#events.push(event);
    const hash = createHash('sha256').update(event.eventData).digest('base64');
    const known = this.#byId.get(event.id);
    if (known === undefined) {
      this.#byId.set(event.id, { hashes: new Set([hash]), times: 1 });
      return 'first';
    }
    known.times += 1;
    if (known.hashes.has(hash)) {
      this.#repeated += 1;
      return 'repeated';
    }
    known.hashes.add(hash);
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
    return this.#byId.size + this.#conflicting;
  }

  /** How often an event with this id was accepted. */
  timesAccepted(id: string): number {
    return this.#byId.get(id)?.times ?? 0;
  }

  clear(): void {
    this.#byId.clear();
    this.#events.length = 0;
    this.#repeated = 0;
    this.#conflicting = 0;
  }
}
