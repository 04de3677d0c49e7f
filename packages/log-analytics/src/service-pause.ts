import type { Reason } from './chunk-outcome';

/** What a service asks of one request holds for all. */
export class ServicePause {
  #until = Number.NEGATIVE_INFINITY;
  #reason: Reason | undefined;

  /** Milliseconds since 1970 UTC: no request is sent before. */
  get until(): number {
    return this.#until;
  }

  /** Why nothing is sent before a moment; undefined when the pause ends earlier. */
  reasonBeyond(moment: number): Reason | undefined {
    return this.#until >= moment ? this.#reason : undefined;
  }

  extend(until: number, reason: Reason): void {
    if (until <= this.#until) return;
    this.#until = until;
    this.#reason = reason;
  }
}
