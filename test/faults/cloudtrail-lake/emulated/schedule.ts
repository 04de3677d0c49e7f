import { formatHourFolder, hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { CloudTrailDataFault } from '@audit-bridge/local';
import { type GeneratedRecord, generateRecords } from '@audit-bridge/sample-records';
import type { Crash } from '../../emulated/crash-plan';
import { Random } from '../../simulator/random';

/** What one run with the bundled functions meets; its number decides everything but the time that things take. */
export interface Schedule {
  readonly number: number;
  readonly path: string;
  /** The parts in which the blob grows. The last one comes when nothing goes wrong any more. */
  readonly parts: readonly Buffer[];
  readonly records: readonly GeneratedRecord[];
  readonly crashes: readonly Crash[];
  /** Faults of the first requests to the destination. */
  readonly destinationFaults: readonly CloudTrailDataFault[];
  /** Hints that come twice, at the same moment. */
  readonly duplicateDeliveries: number;
}

export const subscriptionId = '5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70';
const lineFeed = Buffer.from('\n');

export function drawSchedule(number: number, now: number): Schedule {
  const random = new Random(number);
  const records = [
    ...generateRecords({
      seed: number,
      count: random.integer(30, 300),
      startTime: new Date(now - 2 * hourMilliseconds).toISOString(),
      days: 0.02,
      subscriptionIds: [subscriptionId],
      tenantId: '0e7a5f7c-3c1d-4f0e-9a55-5f6a7b8c9d0e',
      unmappable: 0.1,
    }),
  ];
  const hour = now - random.integer(0, 40) * hourMilliseconds;
  return {
    number,
    // Azure Monitor's name has m=00; whatever stands below the hour is read.
    path: `resourceId=/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/${formatHourFolder(hour)}m=00/${number}.json`,
    parts: parts(random, Buffer.concat(records.flatMap(({ bytes }) => [bytes, lineFeed]))),
    records,
    crashes: Array.from({ length: random.integer(0, 2) }, () => drawCrash(random)),
    destinationFaults: Array.from({ length: random.pick([0, 0, 1, 3]) }, () => drawDestinationFault(random)),
    duplicateDeliveries: random.pick([0, 0, 1]),
  };
}

/** Up to three parts that end anywhere, also within a line. */
function parts(random: Random, bytes: Buffer): Buffer[] {
  const cuts = [random.integer(1, bytes.length - 1), random.integer(1, bytes.length - 1)].sort((one, other) => one - other);
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length)).filter(part => part.length > 0);
}

function drawCrash(random: Random): Crash {
  const functionName = random.chance(0.25) ? 'activity-log-aggregator' : 'activity-log-processor';
  // The first ones get credentials and the state, later ones read, deliver and commit.
  return { functionName, request: random.integer(1, 9), when: random.pick(['before', 'after']) };
}

function drawDestinationFault(random: Random): CloudTrailDataFault {
  const third = random.integer(0, 2);
  return random.pick<CloudTrailDataFault>([
    { kind: 'refuse-request', status: 503, errorType: 'ServiceUnavailableException' },
    { kind: 'refuse-request', status: 400, errorType: 'ThrottlingException' },
    { kind: 'refuse-entries', errorCode: 'Throttling', entries: (_, index) => index % 3 === third },
    { kind: 'refuse-entries', errorCode: 'InternalFailure', entries: (_, index) => index % 3 !== third },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
  ]);
}

export function describeSchedule({ crashes, destinationFaults, duplicateDeliveries }: Schedule): string {
  return (
    [
      ...crashes.map(({ functionName, request, when }) => `${functionName} crashes ${when} request ${request}`),
      ...destinationFaults.map(fault =>
        `the destination: ${fault.kind} ${'when' in fault ? fault.when : 'errorCode' in fault ? fault.errorCode : ''}`.trimEnd(),
      ),
      ...(duplicateDeliveries > 0 ? ['a hint is delivered twice'] : []),
    ].join(', ') || 'growth alone'
  );
}
