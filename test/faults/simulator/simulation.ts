import { EventQueue } from './event-queue';
import { Random } from './random';
import { Trace } from './trace';

/**
 * Virtual time and everything that happens in it, one event after the other.
 *
 * Code under test runs in the microtasks that an event sets free. They are drained before the next event, so the order of everything
 * is the order of the events, and that comes from the seed alone.
 */
export class Simulation {
  readonly random: Random;
  readonly trace: Trace;
  readonly #events = new EventQueue();
  #now: number;
  #microtasksWait = false;

  /** @param startTime milliseconds since 1970 UTC */
  constructor(
    readonly seed: number,
    readonly startTime: number,
  ) {
    this.random = new Random(seed);
    this.trace = new Trace(startTime);
    this.#now = startTime;
  }

  /** Milliseconds since 1970 UTC. */
  get now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): void {
    this.#events.push({ time: this.#now + Math.max(0, Math.round(milliseconds)), tieBreak: this.random.next(), run });
  }

  /** Says that code under test may go on: to be called by an event that settles a promise, or that starts such code. */
  releaseMicrotasks(): void {
    this.#microtasksWait = true;
  }

  note(actor: string, what: string, about?: string): void {
    this.trace.add(this.#now, actor, what, about);
  }

  /** Lets time pass up to a moment, and everything happen that falls into it. */
  async runUntil(time: number): Promise<void> {
    for (let next = this.#events.nextTime; next !== undefined && next <= time; next = this.#events.nextTime) {
      this.#now = next;
      this.#events.pop()?.run();
      if (!this.#microtasksWait) continue;
      this.#microtasksWait = false;
      // The event loop drains promises and process.nextTick completely before it comes to this callback.
      await new Promise(resolve => setImmediate(resolve));
    }
    this.#now = Math.max(this.#now, time);
  }
}
