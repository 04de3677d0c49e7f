import { drawFaultRates, type FaultRates } from '../simulator/fault-rates';
import type { Random } from '../simulator/random';

const second = 1_000;
const minute = 60 * second;
export const hour = 60 * minute;

/** What becomes of rows behind an answer of 204. */
export interface IngestionRates {
  /** Per row: it never appears. */
  readonly dropped: number;
  /** Per row: it appears minutes or hours later. */
  readonly late: number;
  /** Per row: it appears twice. */
  readonly doubled: number;
}

/** A stretch of time in which somebody refuses something; milliseconds since 1970 UTC. */
export interface Denial {
  readonly from: number;
  readonly to: number;
  readonly accountId: string;
  /** `role`: no session of the account; `keys`: no last use of a third of its keys. */
  readonly what: 'role' | 'keys';
}

/** A stretch of time in which a service takes nothing, and says so; milliseconds since 1970 UTC. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  readonly service: 'iam' | 'listing' | 'ingestion';
}

/** All that a seed decides before the run starts. */
export interface Scenario {
  /** Milliseconds since 1970 UTC. */
  readonly startTime: number;
  /** When runs begin; the last one has no faults any more. */
  readonly runTimes: readonly number[];
  readonly accounts: readonly { readonly accountId: string; readonly users: number; readonly rootKeys: number }[];
  /** Moments at which somebody changes something in an account. */
  readonly changes: readonly number[];
  readonly denials: readonly Denial[];
  readonly outages: readonly Outage[];
  readonly faultRates: FaultRates;
  readonly ingestionRates: IngestionRates;
  readonly settings: {
    readonly pageItems: number;
    readonly maxConcurrentCalls: number;
    /** Of an upload's request: small, so that a few keys make several. */
    readonly maxBodyBytes: number;
    readonly timeoutMilliseconds: number;
    readonly latencyMilliseconds: number;
    readonly maxClockSkewMilliseconds: number;
  };
}

export function drawScenario(random: Random): Scenario {
  const startTime = Date.parse('2026-03-10T00:00:00Z') + random.integer(0, 24 * 60) * minute;
  const everyHours = random.pick([1, 6, 24]);
  const runTimes = Array.from({ length: random.integer(2, 5) }, (_, index) => startTime + (index + 1) * everyHours * hour);
  const latencyMilliseconds = random.pick([20, 100, 1_000]);
  const accounts = Array.from({ length: random.pick([1, 1, 2, 4]) }, (_, index) => ({
    accountId: String(111_111_111_111 * (index + 1)),
    users: random.pick([0, 1, 4, 12, 25]),
    rootKeys: random.pick([0, 0, 1, 2]),
  }));
  return {
    startTime,
    runTimes,
    accounts,
    changes: drawChanges(random, runTimes, latencyMilliseconds),
    denials: drawDenials(random, runTimes, accounts),
    outages: drawOutages(random, runTimes, latencyMilliseconds),
    faultRates: drawFaultRates(random),
    ingestionRates: drawIngestionRates(random),
    settings: {
      pageItems: random.pick([1, 3, 10, 100]),
      maxConcurrentCalls: random.pick([1, 2, 8, 32]),
      maxBodyBytes: random.pick([2_000, 5_000, 1_000_000]),
      timeoutMilliseconds: random.pick([30 * second, 5 * minute, 15 * minute]),
      latencyMilliseconds,
      maxClockSkewMilliseconds: random.pick([0, 2 * second, 4 * minute]),
    },
  };
}

/** While a run reads, or between two attempts, where they hurt. */
function drawChanges(random: Random, runTimes: readonly number[], latencyMilliseconds: number): readonly number[] {
  const count = random.pick([0, 5, 20, 60]);
  const after = () => random.next() ** 2 * (random.chance(0.5) ? latencyMilliseconds * 40 : 5 * minute);
  return Array.from({ length: count }, () => random.pick(runTimes) + Math.round(after()));
}

/** Short ones too, that end before a run does. */
function drawOutages(random: Random, runTimes: readonly number[], latencyMilliseconds: number): readonly Outage[] {
  return Array.from({ length: random.pick([0, 1, 3]) }, () => {
    const from = random.pick(runTimes) + Math.round(random.next() * latencyMilliseconds * 40);
    const milliseconds = random.pick([latencyMilliseconds, latencyMilliseconds * 10, 3 * minute]);
    return { from, to: from + milliseconds, service: random.pick(['iam', 'listing', 'ingestion'] as const) };
  });
}

function drawDenials(random: Random, runTimes: readonly number[], accounts: Scenario['accounts']): readonly Denial[] {
  return Array.from({ length: random.pick([0, 0, 1, 2]) }, () => {
    const from = random.pick(runTimes);
    const what = random.pick(['role', 'keys'] as const);
    return { from, to: from + random.pick([second, 2 * minute, 30 * minute]), accountId: random.pick(accounts).accountId, what };
  });
}

function drawIngestionRates(random: Random): IngestionRates {
  const draw = (highest: number) => (random.chance(0.5) ? 0 : highest * random.next() ** 2);
  return { dropped: draw(0.1), late: draw(0.5), doubled: draw(0.5) };
}
