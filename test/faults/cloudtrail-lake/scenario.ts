import { formatBlobPath } from '@audit-bridge/activity-log-blobs';
import { generateRecords } from '@audit-bridge/sample-records';
import { drawFaultRates, type FaultRates } from '../simulator/fault-rates';
import type { Random } from '../simulator/random';
import { type BlobStep, blobSteps } from './blob-steps';

const minute = 60_000;
const hour = 60 * minute;

/** All that a seed decides before the run starts: what comes in, how the pipeline is set up, what goes wrong how often. */
export interface Scenario {
  /** Milliseconds since 1970 UTC. */
  readonly startTime: number;
  /** Faults happen, and blobs change, within this time; the pipeline has to come to rest after it. */
  readonly activeMilliseconds: number;
  readonly subscriptionIds: readonly string[];
  readonly steps: readonly BlobStep[];
  /** What must become of each line, by its text (latin1). */
  readonly expected: ReadonlyMap<string, string>;
  readonly faultRates: FaultRates;
  readonly settings: ScenarioSettings;
}

export interface ScenarioSettings {
  readonly maxConcurrentRequests: number;
  readonly maxStepEvents: number;
  readonly rangeBytes: number;
  readonly maxLineBytes: number;
  readonly aggregatorIntervalMilliseconds: number;
  readonly aggregatorTimeoutMilliseconds: number;
  readonly processorTimeoutMilliseconds: number;
  readonly maxConcurrentProcessors: number;
  readonly maxReceiveCount: number;
  readonly maxClockSkewMilliseconds: number;
  readonly latencyMilliseconds: number;
  readonly indexLagMilliseconds: number;
}

export const recipientAccountId = '123456789012';
const tenantId = '0e7a5f7c-3c1d-4f0e-9a55-5f6a7b8c9d0e';
const knownSubscriptionIds = ['5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70', 'c0ffee00-1234-4abc-8def-0123456789ab'];
const strangerSubscriptionId = 'bad0cafe-9876-4fed-8cba-ba9876543210';

export function drawScenario(random: Random): Scenario {
  const startTime = Date.parse('2026-03-10T05:20:00Z') + random.integer(0, 24 * 60) * minute;
  const subscriptionIds = knownSubscriptionIds.slice(0, random.integer(1, 2));
  const activeMilliseconds = random.integer(20, 90) * minute;
  const settings = drawSettings(random);
  const records = [
    ...generateRecords({
      seed: random.integer(0, 2 ** 31),
      count: random.pick([20, 40, 80, 240]),
      startTime: new Date(startTime - hour).toISOString(),
      days: 0.02,
      subscriptionIds,
      tenantId,
      unmappable: random.pick([0, 0.05, 0.2]),
    }),
  ];
  const steps: BlobStep[] = [];
  for (const subscriptionId of subscriptionIds) {
    const lines = records.filter(record => record.subscriptionId === subscriptionId).map(record => record.bytes);
    for (const blob of drawBlobs(random, subscriptionId, startTime)) {
      const share = lines.splice(0, Math.ceil(random.next() * lines.length));
      steps.push(...blobSteps(random, { path: blob, lines: share, activeMilliseconds, maxLineBytes: settings.maxLineBytes }));
    }
  }
  if (random.chance(0.15)) steps.push(...strangers(random, startTime));
  return {
    startTime,
    activeMilliseconds,
    subscriptionIds,
    steps,
    expected: new Map(records.map(record => [record.bytes.toString('latin1'), record.expected])),
    faultRates: drawFaultRates(random),
    settings,
  };
}

function drawSettings(random: Random): ScenarioSettings {
  const latencyMilliseconds = random.pick([5, 100, 1_000]);
  return {
    maxConcurrentRequests: random.integer(1, 6),
    maxStepEvents: random.pick([10, 25, 40, 100]),
    // A long line has to be read within one invocation.
    rangeBytes: Math.max(random.pick([700, 5_000, 20_000, 200_000]), 20 * latencyMilliseconds),
    maxLineBytes: 30_000,
    aggregatorIntervalMilliseconds: random.pick([2, 5, 5, 10]) * minute,
    // Time for the two or three dozen requests that the hours of every run take: less would be a fault of the set-up, not of a run.
    aggregatorTimeoutMilliseconds: Math.max(random.pick([10_000, 60_000, 300_000]), 300 * latencyMilliseconds),
    processorTimeoutMilliseconds: Math.max(random.pick([10_000, 45_000, 300_000]), 45 * latencyMilliseconds),
    maxConcurrentProcessors: random.integer(1, 6),
    maxReceiveCount: random.pick([2, 5]),
    maxClockSkewMilliseconds: random.pick([0, 2_000, 4 * minute]),
    latencyMilliseconds,
    indexLagMilliseconds: random.pick([0, 1_000, 20_000]),
  };
}

/** Blobs of the hours around the start, and now and then of one past: Azure Monitor can be days late, of which the daily listing covers seven. */
function drawBlobs(random: Random, subscriptionId: string, startTime: number): string[] {
  const hoursAgo = Array.from({ length: random.integer(1, 4) }, () =>
    random.chance(0.15) ? random.integer(20, 110) : random.integer(-1, 4),
  );
  return [...new Set(hoursAgo)].map(ago => formatBlobPath(subscriptionId, startTime - ago * hour));
}

/** What is none of the pipeline's business: another subscription's blob, another log's folder. */
function strangers(random: Random, startTime: number): BlobStep[] {
  const bytes = Buffer.from('{"time":"2026-03-10T05:00:00Z","category":"SignInLogs","operationName":"Sign-in activity"}\n');
  const paths = [formatBlobPath(strangerSubscriptionId, startTime), 'tenantId=0e7a5f7c/y=2026/m=03/d=10/h=05/m=00/PT1H.json'];
  return paths.map(path => ({ after: random.integer(0, 10) * minute, path, change: { kind: 'append', bytes } }));
}
