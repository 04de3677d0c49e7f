import { createHash } from 'node:crypto';
import type { KinesisLimits } from '../services/kinesis-stream';
import { drawFaultRates, type FaultRates } from '../simulator/fault-rates';
import type { Random } from '../simulator/random';
import { drawTraffic, type MessageTruth } from './hub-traffic';

const second = 1_000;
const minute = 60 * second;

/** A stretch of time in which a service does not do its work; milliseconds after the start of the run. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** How often the host, and time, do what they do; per minute unless the name says otherwise. */
export interface HostRates {
  readonly partitionMoved: number;
  readonly instanceStopped: number;
  readonly messagesExpired: number;
  readonly operatorRedrives: number;
  /** Per timer. */
  readonly timerStartedTwice: number;
}

/** All that a seed decides before the run starts: what comes in, how the pipeline is set up, what goes wrong how often. */
export interface Scenario {
  /** Milliseconds since 1970 UTC. */
  readonly startTime: number;
  /** Messages come, and faults happen, within this time; the pipeline has to come to rest after it. */
  readonly activeMilliseconds: number;
  readonly subscriptionIds: readonly string[];
  readonly partitionIds: readonly string[];
  readonly arrivals: readonly { readonly after: number; readonly partitionId: string; readonly message: MessageTruth }[];
  readonly streamOutages: readonly Outage[];
  readonly parkingOutages: readonly Outage[];
  readonly faultRates: FaultRates;
  readonly hostRates: HostRates;
  readonly settings: ScenarioSettings;
}

export interface ScenarioSettings {
  readonly limits: KinesisLimits;
  readonly maxConcurrentRequests: number;
  readonly deliveryTimeoutSeconds: number;
  readonly maxBatchMessages: number;
  /** Batches between two checkpoints. */
  readonly batchesPerCheckpoint: number;
  readonly instances: number;
  readonly timerMinutes: number;
  readonly latencyMilliseconds: number;
  readonly maxClockSkewMilliseconds: number;
}

const subscriptionIds = ['5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70', 'c0ffee00-1234-4abc-8def-0123456789ab'];

export function drawScenario(random: Random): Scenario {
  const startTime = Date.parse('2026-03-10T05:20:00Z') + random.integer(0, 24 * 60) * minute;
  const activeMilliseconds = random.integer(5, 40) * minute;
  const settings = drawSettings(random);
  const partitionIds = Array.from({ length: random.integer(1, 4) }, (_, index) => String(index));
  const messages = drawTraffic(random, {
    startTime,
    recordCount: random.pick([8, 15, 30, 60]),
    unmappable: random.pick([0, 0.05, 0.2]),
    subscriptionIds,
    maxRowBytes: settings.limits.maxRowBytes,
    invalidates,
  });
  return {
    startTime,
    activeMilliseconds,
    subscriptionIds,
    partitionIds,
    arrivals: drawArrivals(random, messages, partitionIds, activeMilliseconds),
    streamOutages: drawOutages(random, activeMilliseconds),
    parkingOutages: drawOutages(random, activeMilliseconds),
    faultRates: drawFaultRates(random),
    hostRates: drawHostRates(random),
    settings,
  };
}

/** Makes the whole request invalid that it stands in; the bytes decide, so that a second attempt ends like the first one. */
export const invalidates = (bytes: Uint8Array): boolean => createHash('sha1').update(bytes).digest().readUInt8() < 4;

function drawSettings(random: Random): ScenarioSettings {
  const maxRows = random.pick([3, 10, 25]);
  return {
    // Small, so that a few dozen records make many requests (Kinesis takes 500 records, 10 MiB, 1 MiB).
    limits: { maxRows, maxRequestBytes: random.pick([24, 48, 200]) * 1024, maxRowBytes: 16 * 1024 },
    maxConcurrentRequests: random.integer(1, 6),
    deliveryTimeoutSeconds: random.pick([10, 30, 120]),
    maxBatchMessages: random.pick([1, 3, 10, 40]),
    batchesPerCheckpoint: random.pick([1, 1, 1, 3]),
    instances: random.integer(1, 3),
    timerMinutes: random.pick([1, 2, 5]),
    latencyMilliseconds: random.pick([5, 50, 500]),
    maxClockSkewMilliseconds: random.pick([0, 2 * second, 4 * minute]),
  };
}

/** In bursts, so that batches are large and small. */
function drawArrivals(random: Random, messages: readonly MessageTruth[], partitionIds: readonly string[], activeMilliseconds: number) {
  const bursts = Array.from({ length: random.integer(1, 8) }, () => random.next() * activeMilliseconds);
  return messages.map(message => ({
    after: Math.floor(random.pick(bursts) + random.next() * 5 * second),
    partitionId: random.pick(partitionIds),
    message,
  }));
}

function drawOutages(random: Random, activeMilliseconds: number): Outage[] {
  return Array.from({ length: random.pick([0, 0, 1, 2]) }, () => {
    const from = Math.floor(random.next() * activeMilliseconds);
    return { from, to: Math.min(activeMilliseconds, from + random.integer(10, 600) * second) };
  });
}

function drawHostRates(random: Random): HostRates {
  const draw = (highest: number) => (random.chance(0.4) ? 0 : highest * random.next());
  return {
    partitionMoved: draw(1),
    instanceStopped: draw(0.3),
    messagesExpired: draw(1),
    operatorRedrives: draw(0.2),
    timerStartedTwice: draw(0.3),
  };
}
