import type { Random } from './random';

/** How often each thing goes wrong in one run: probabilities per outbound call, unless the name says otherwise. */
export interface FaultRates {
  readonly crashBeforeCall: number;
  readonly crashAfterCall: number;
  /** Refused, not applied. */
  readonly throttled: number;
  /** A 5xx: applied or not. */
  readonly serverError: number;
  /** Request or response lost: applied or not, and the caller learns of it late. */
  readonly timedOut: number;
  /** A broken connection: applied or not. */
  readonly reset: number;
  /** Refused for a while, as with a token that has expired. */
  readonly tokenExpired: number;
  /** Per entry of a batch that the service answers with 200. */
  readonly entryFailed: number;
  /** Per delivery of a queue's message: it becomes visible again while its receiver still works on it. */
  readonly leaseLost: number;
  /** Per finished delivery: the delete does not arrive, so the message comes again. */
  readonly deleteLost: number;
  /** Per start of a worker: it begins twice. */
  readonly startedTwice: number;
  /** Per read: the source changes while it is read. */
  readonly changeWhileReading: number;
}

export const noFaults: FaultRates = {
  crashBeforeCall: 0,
  crashAfterCall: 0,
  throttled: 0,
  serverError: 0,
  timedOut: 0,
  reset: 0,
  tokenExpired: 0,
  entryFailed: 0,
  leaseLost: 0,
  deleteLost: 0,
  startedTwice: 0,
  changeWhileReading: 0,
};

const highestRates: FaultRates = {
  crashBeforeCall: 0.03,
  crashAfterCall: 0.03,
  throttled: 0.2,
  serverError: 0.1,
  timedOut: 0.1,
  reset: 0.1,
  tokenExpired: 0.02,
  entryFailed: 0.2,
  leaseLost: 0.4,
  deleteLost: 0.3,
  startedTwice: 0.3,
  changeWhileReading: 0.3,
};

/**
 * A seed's own mixture: some faults off, some rare, some frequent. All of them at once would hide what one alone provokes
 * ("swarm testing", Groce et al., ISSTA 2012).
 */
export function drawFaultRates(random: Random): FaultRates {
  const draw = (highest: number) => (random.chance(0.5) ? 0 : highest * random.next() ** 2);
  const rates = Object.entries(highestRates).map(([name, highest]) => [name, draw(highest)] as const);
  return { ...noFaults, ...Object.fromEntries(rates) };
}
