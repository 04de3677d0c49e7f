import type { Token } from './claims';
import type { Actor } from './people';
import { type Operation, pickResource, type Resource } from './resources';
import type { SeededRandom } from './seeded-random';
import type { World } from './world';

/** One call of the resource manager's interface. It leaves two or three records, all under one correlation id. */
export interface Call {
  readonly actor: Actor;
  readonly token: Token;
  readonly resource: Resource;
  readonly operation: Operation;
  readonly correlationId: string;
  readonly operationId: string;
  /** 32 hexadecimal digits each, as evidence writes its ids. */
  readonly roleAssignmentId: string;
  readonly roleDefinitionId: string;
  readonly stages: readonly CallStage[];
}

export interface CallStage {
  readonly kind: 'start' | 'accept' | 'success' | 'failure';
  readonly eventMilliseconds: number;
  readonly durationMilliseconds: number;
  readonly serviceRequestId: string;
  /** The HTTP status, of every stage but the first. */
  readonly statusCode: string;
  /** Of a failure. */
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly statusCode: string;
  readonly code: string;
  readonly message: string;
}

const failures: readonly Failure[] = [
  {
    statusCode: 'Forbidden',
    code: 'AuthorizationFailed',
    message: 'The client does not have authorization to perform the action over the scope.',
  },
  {
    statusCode: 'Conflict',
    code: 'AnotherOperationInProgress',
    message: 'Another operation on this or a dependent resource is in progress.',
  },
  { statusCode: 'NotFound', code: 'ResourceNotFound', message: 'The resource was not found.\r\nCheck its name and its group.' },
  { statusCode: 'BadRequest', code: 'InvalidParameter', message: 'The value \'Größe XL\' of parameter "size" is invalid.' },
  {
    statusCode: 'TooManyRequests',
    code: 'SubscriptionRequestsThrottled',
    message: 'The number of requests exceeds the limit. Try again in 17 seconds.',
  },
];

/** What a burst holds fixed: a deployment or a script makes many calls of one kind in a few seconds. */
export type CallCause = Pick<Call, 'actor' | 'operation' | 'resource'>;

export function pickCause(world: World): CallCause {
  return { actor: world.pickActor(), ...pickResource(world.pickSubscription(), world.random) };
}

export function makeCall(cause: CallCause, startMilliseconds: number, world: World): Call {
  const { random } = world;
  return {
    ...cause,
    token: world.tokenOf(cause.actor, startMilliseconds),
    correlationId: random.guid(),
    operationId: random.guid(),
    roleAssignmentId: random.hex(32),
    roleDefinitionId: random.hex(32),
    stages: makeStages(cause.operation, startMilliseconds, random),
  };
}

const startedStage = { kind: 'start', durationMilliseconds: 0, statusCode: '', failure: undefined } as const;

function makeStages(operation: Operation, start: number, random: SeededRandom): CallStage[] {
  const serviceRequestId = random.guid();
  const answered = random.between(20, 2500);
  const started: CallStage = { ...startedStage, eventMilliseconds: start, serviceRequestId };
  const answeredParts = { eventMilliseconds: start + answered, durationMilliseconds: answered, serviceRequestId };
  if (random.chance(0.06)) {
    const failure = random.pickRanked(failures);
    return [started, { ...answeredParts, kind: 'failure', statusCode: failure.statusCode, failure }];
  }
  if (!operation.asynchronous) return [started, { ...answeredParts, kind: 'success', statusCode: 'OK', failure: undefined }];
  const took = answered + random.between(200, 90_000);
  const statusCode = operation.name.endsWith('write') ? random.pick(['OK', 'Created']) : 'OK';
  return [
    started,
    { ...answeredParts, kind: 'accept', statusCode: random.pick(['Accepted', 'Created']), failure: undefined },
    { kind: 'success', eventMilliseconds: start + took, durationMilliseconds: took, serviceRequestId, statusCode, failure: undefined },
  ];
}
