import type { Clock } from '@audit-bridge/backoff';
import type { CallDescription, Caller, CallFault } from './call';
import { type FaultRates, noFaults } from './fault-rates';
import type { Random } from './random';
import type { Simulation } from './simulation';

export interface WorkerSettings {
  readonly name: string;
  /** Its clock minus the services' clock. */
  readonly clockSkewMilliseconds: number;
  /** Looked up at every call, because faults stop while a worker lives. */
  readonly faults: () => FaultRates;
  /** The longest that one way of a call usually takes. */
  readonly latencyMilliseconds: number;
}

/**
 * One process that runs code under test: an invocation of a function. It can crash at each outbound call; then its promises never
 * settle, and nothing that it has not sent yet takes effect. What it had sent may still arrive.
 */
export class Worker implements Caller {
  readonly clock: Clock;
  readonly randomness: () => number;
  readonly #random: Random;
  #ended = false;
  #onEnd: () => void = () => undefined;
  #tokenExpiredUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly simulation: Simulation,
    private readonly settings: WorkerSettings,
  ) {
    this.#random = simulation.random.fork();
    this.randomness = this.#random.next;
    this.clock = {
      now: () => simulation.now + settings.clockSkewMilliseconds,
      sleep: milliseconds => new Promise(resolve => simulation.after(milliseconds, () => this.#settle(resolve))),
    };
  }

  /** Called once, when the worker has ended in one way or the other. */
  onEnd(callback: () => void): void {
    this.#onEnd = callback;
    if (this.#ended) callback();
  }

  /** Its work is done, or has failed: what it still has under way goes on without it. */
  end(outcome: string, about?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.simulation.note(this.settings.name, outcome, about);
    this.#onEnd();
  }

  crash(why: string, about?: string): void {
    this.end(`CRASHES ${why}`, about);
  }

  call<T>({ operation, about, apply, failure, describe }: CallDescription<T>): Promise<T> {
    const faults = this.settings.faults();
    if (!this.#ended && this.#random.chance(faults.crashBeforeCall)) this.crash(`before ${operation}`, about);
    const crashAfter = this.#random.chance(faults.crashAfterCall);
    const fault = this.#drawFault(faults);
    const applied = fault === undefined || (fault !== 'throttled' && fault !== 'token expired' && this.#random.chance(0.5));
    return new Promise((resolve, reject) => {
      if (this.#ended) return;
      this.simulation.after(this.#latency(), () => {
        const outcome: { value: T } | { error: unknown } = applied ? attempt(apply) : { error: failure(fault) };
        const heard = fault !== undefined && 'value' in outcome ? { error: failure(fault) } : outcome;
        this.simulation.note(this.settings.name, `${operation}${describeOutcome(outcome, fault, describe)}`, about);
        if (crashAfter) this.crash(`after ${operation}`, about);
        const answerLatency = fault === 'timed out' ? 5_000 + this.#latency() : this.#latency();
        this.simulation.after(answerLatency, () => this.#settle(() => ('value' in heard ? resolve(heard.value) : reject(heard.error))));
      });
    });
  }

  entryFails(): boolean {
    return this.#random.chance(this.settings.faults().entryFailed);
  }

  triesAgain(): boolean {
    return this.#random.chance(0.6);
  }

  #settle(settle: () => void): void {
    if (this.#ended) return;
    this.simulation.releaseMicrotasks();
    settle();
  }

  #latency(): number {
    // Mostly quick, sometimes slow: what is sent first does not always arrive first.
    const latency = this.#random.next() * this.settings.latencyMilliseconds;
    return this.#random.chance(0.03) ? latency * 20 : latency;
  }

  #drawFault(faults: FaultRates): CallFault | undefined {
    if (faults === noFaults) return undefined;
    if (this.#random.chance(faults.tokenExpired)) this.#tokenExpiredUntil = this.simulation.now + this.#random.next() * 60_000;
    if (this.simulation.now < this.#tokenExpiredUntil) return 'token expired';
    if (this.#random.chance(faults.throttled)) return 'throttled';
    if (this.#random.chance(faults.serverError)) return 'server error';
    if (this.#random.chance(faults.timedOut)) return 'timed out';
    return this.#random.chance(faults.reset) ? 'reset' : undefined;
  }
}

function attempt<T>(apply: () => T): { value: T } | { error: unknown } {
  try {
    return { value: apply() };
  } catch (error) {
    return { error };
  }
}

function describeOutcome<T>(
  outcome: { value: T } | { error: unknown },
  fault: CallFault | undefined,
  describe?: (result: T) => string,
): string {
  if ('error' in outcome) return ` -> ${fault ?? (outcome.error instanceof Error ? outcome.error.name : 'error')}`;
  const result = describe === undefined ? '' : ` -> ${describe(outcome.value)}`;
  return fault === undefined ? result : `${result} (applied, but the caller hears: ${fault})`;
}
