import type { Clock } from '@audit-bridge/backoff';

/** Time that passes only when everybody waits for it: whenever the event loop is idle, the earliest sleeper wakes. */
export class VirtualClock implements Clock {
  #now = Date.parse('2026-11-21T09:30:00Z');
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      this.#sleepers.push({ at: this.#now + milliseconds, wake: resolve });
      setImmediate(() => this.#wakeEarliest());
    });
  }

  #wakeEarliest(): void {
    this.#sleepers.sort((one, other) => one.at - other.at);
    const earliest = this.#sleepers.shift();
    if (earliest === undefined) return;
    this.#now = Math.max(this.#now, earliest.at);
    earliest.wake();
  }
}
