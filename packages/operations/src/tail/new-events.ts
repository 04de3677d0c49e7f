import type { ArrivedEvent, Destination, EventFilter } from '../events/destination';
import type { TimeRange } from '../events/time-range';
import { keyOf, type ShownEvent } from './shown-event';

/** Asks the lakes again and again, and gives each event once: what one lake has shown is not shown for the other once more. */
export class NewEvents {
  /** The times of the shown events, milliseconds since 1970 UTC, by their keys; only as far back as the lakes are asked. */
  readonly #shown = new Map<string, number>();

  constructor(
    private readonly destinations: readonly Destination[],
    private readonly filter: EventFilter,
  ) {}

  /** @returns those of a range that were not given before, the newest last */
  async in(range: TimeRange): Promise<readonly ShownEvent[]> {
    const found = new Map<string, ShownEvent>();
    for (const { destination, events } of await Promise.all(this.destinations.map(destination => this.#ask(destination, range)))) {
      for (const event of events) {
        const key = keyOf(event);
        const { pipelines, ...known } = found.get(key) ?? { event, pipelines: [] };
        found.set(key, { ...known, pipelines: [...new Set([...pipelines, destination.pipeline])] });
      }
    }
    for (const [key, time] of this.#shown) if (time < range.from.getTime()) this.#shown.delete(key);
    const fresh = [...found].filter(([key]) => !this.#shown.has(key));
    for (const [key, { event }] of fresh) this.#shown.set(key, event.identity.time.getTime());
    return fresh.map(([, shown]) => shown).sort((one, other) => one.event.identity.time.getTime() - other.event.identity.time.getTime());
  }

  async #ask(destination: Destination, range: TimeRange) {
    const events: ArrivedEvent[] = [];
    for await (const event of destination.events(range, this.filter)) events.push(event);
    return { destination, events };
  }
}
