import type { ProxyFault } from '@audit-bridge/local/emulators/fault-proxy';
import type { SequenceNumberShape } from '@audit-bridge/local/emulators/functions-host';
import type { KinesisFault } from '@audit-bridge/record-stream/test/fakes/kinesis-proxy';
import type { Crash } from '../../emulated/crash-plan';
import { Random } from '../../simulator/random';
import { drawTraffic, type MessageTruth } from '../hub-traffic';

/** What goes wrong, or is done, before a part of the messages is sent. */
export interface Part {
  readonly messages: readonly { readonly partition: number; readonly truth: MessageTruth }[];
  /** All requests to Kinesis fail while this part is worked on. */
  readonly isKinesisDown: boolean;
  /** All writes to the parking container fail while this part is worked on. */
  readonly isParkingDown: boolean;
  /** Another host claims these partitions before it; the other hosts live on. */
  readonly takeover: readonly string[];
  /** The timer runs after it. */
  readonly hasTimerRun: boolean;
}

/** What one run with the bundled function meets; its number decides everything but the time that things take. */
export interface Schedule {
  readonly number: number;
  readonly parts: readonly Part[];
  /** Of the function's process. */
  readonly crashes: readonly Crash[];
  /** The host ends instead of its n-th checkpoint; the function has done its work by then. */
  readonly crashAtCheckpoint: number | undefined;
  /** Of the first requests to Kinesis, in their order; those without one pass. */
  readonly kinesisFaults: readonly (KinesisFault | undefined)[];
  /** Of the first requests to the parking container. */
  readonly parkingFaults: readonly (ProxyFault | undefined)[];
  readonly sequenceNumberShape: SequenceNumberShape;
}

export const subscriptionId = '5a1e0f3c-7b2d-4c8e-9f10-2b3c4d5e6f70';
export const partitionCount = 2;
/** As Kinesis has it: with the partition key. */
const maxRowBytes = 1_048_576;

export function drawSchedule(number: number, now: number): Schedule {
  const random = new Random(number);
  const traffic = drawTraffic(random.fork(), {
    startTime: now - 3_600_000,
    recordCount: random.integer(20, 150),
    unmappable: 0.1,
    subscriptionIds: [subscriptionId],
    maxRowBytes,
    invalidates: () => false,
  });
  return {
    number,
    parts: drawParts(random.fork(), traffic),
    crashes: Array.from({ length: random.pick([0, 0, 1, 2]) }, () => drawCrash(random)),
    crashAtCheckpoint: random.chance(0.4) ? random.integer(1, 4) : undefined,
    kinesisFaults: spread(random, random.pick([0, 1, 3, 5]), drawKinesisFault),
    parkingFaults: spread(random, random.pick([0, 0, 2]), drawParkingFault),
    sequenceNumberShape: random.pick(['number', 'long']),
  };
}

function drawParts(random: Random, traffic: readonly MessageTruth[]): Part[] {
  const count = random.integer(1, 3);
  const size = Math.ceil(traffic.length / count);
  // Kinesis takes a second to be given up, parking alone is of no use to break: nothing is parked.
  const outage = random.pick(['none', 'none', 'kinesis', 'kinesis', 'both']);
  const broken = random.integer(0, count - 1);
  return Array.from({ length: count }, (_, index) => ({
    messages: traffic.slice(index * size, (index + 1) * size).map(truth => ({ partition: random.integer(0, partitionCount - 1), truth })),
    isKinesisDown: outage !== 'none' && index === broken,
    isParkingDown: outage === 'both' && index === broken,
    takeover: random.chance(0.3) ? random.pick([['0'], ['1'], ['0', '1']]) : [],
    hasTimerRun: random.chance(0.4),
  }));
}

/** Faults with requests between them that pass: not only the first messages meet them. */
function spread<Fault>(random: Random, count: number, draw: (random: Random) => Fault): (Fault | undefined)[] {
  return Array.from({ length: count }, () => [...Array.from({ length: random.pick([0, 0, 1, 3]) }, () => undefined), draw(random)]).flat();
}

function drawCrash(random: Random): Crash {
  // The first ones get tokens and a session, later ones deliver, park and write the sequence numbers.
  return { functionName: 'activity-log-forwarder', request: random.integer(1, 12), when: random.pick(['before', 'after']) };
}

function drawKinesisFault(random: Random): KinesisFault {
  const third = random.integer(0, 2);
  return random.pick<KinesisFault>([
    { kind: 'throttle', rows: index => index % 3 === third },
    { kind: 'throttle', rows: index => index % 3 !== third },
    { kind: 'throttle', rows: () => true },
    { kind: 'error', status: 500, code: 'InternalFailure' },
    { kind: 'error', status: 400, code: 'LimitExceededException' },
    { kind: 'error', status: 400, code: 'ExpiredTokenException' },
    { kind: 'reset' },
    { kind: 'lost answer' },
  ]);
}

export const parkingRefusal: ProxyFault = {
  kind: 'refuse',
  status: 403,
  headers: { 'x-ms-error-code': 'AuthorizationPermissionMismatch' },
};

function drawParkingFault(random: Random): ProxyFault {
  return random.pick<ProxyFault>([parkingRefusal, { kind: 'reset' }, { kind: 'lostAnswer' }]);
}

export function describeSchedule({ crashAtCheckpoint, crashes, kinesisFaults, parkingFaults, parts }: Schedule): string {
  return (
    [
      ...crashes.map(({ request, when }) => `the function's process ends ${when} request ${request}`),
      ...(crashAtCheckpoint === undefined ? [] : [`the host ends instead of checkpoint ${crashAtCheckpoint}`]),
      ...kinesisFaults.flatMap(fault => (fault ? [`Kinesis: ${fault.kind}${'code' in fault ? ` ${fault.code}` : ''}`] : [])),
      ...parkingFaults.flatMap(fault => (fault ? [`parking: ${fault.kind}`] : [])),
      ...parts.flatMap(({ isKinesisDown, isParkingDown, takeover }, index) => [
        ...(isKinesisDown ? [`Kinesis${isParkingDown ? ' and parking are' : ' is'} down in part ${index + 1}`] : []),
        ...(takeover.length > 0 ? [`another host takes ${takeover.join(' and ')} before part ${index + 1}`] : []),
      ]),
    ].join(', ') || 'messages alone'
  );
}
