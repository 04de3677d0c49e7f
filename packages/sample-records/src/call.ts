import type { ClaimsForm, Token } from './claims';
import type { JsonText } from './json-text';
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
  /** Where the front door stands that took the call. */
  readonly frontDoor: string;
  readonly upperResourceId: string;
  readonly upperOperationName: string;
  /** The identity's JSON text per form: the same in all records of the call. */
  readonly identityTexts: Map<ClaimsForm, JsonText>;
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
  const { actor, operation, resource } = cause;
  return {
    actor,
    operation,
    resource,
    token: world.tokenOf(actor, startMilliseconds),
    correlationId: random.guid(),
    operationId: random.guid(),
    roleAssignmentId: random.hex(32),
    roleDefinitionId: random.hex(32),
    stages: makeStages(operation, startMilliseconds, random),
    frontDoor: random.pick(['West Europe', 'North Europe', 'East US 2']),
    upperResourceId: resource.path.toUpperCase(),
    upperOperationName: operation.name.toUpperCase(),
    identityTexts: new Map(),
  };
}

function makeStages(operation: Operation, start: number, random: SeededRandom): CallStage[] {
  const serviceRequestId = random.guid();
  const stage = (kind: CallStage['kind'], durationMilliseconds: number, statusCode: string, failure?: Failure): CallStage => ({
    kind,
    eventMilliseconds: start + durationMilliseconds,
    durationMilliseconds,
    serviceRequestId,
    statusCode,
    failure,
  });
  const started = stage('start', 0, '');
  const answered = random.between(20, 2500);
  if (random.chance(0.06)) {
    const failure = random.pickRanked(failures);
    return [started, stage('failure', answered, failure.statusCode, failure)];
  }
  if (!operation.asynchronous) return [started, stage('success', answered, 'OK')];
  const accepted = stage('accept', answered, random.pick(['Accepted', 'Created']));
  const ended = answered + random.between(200, 90_000);
  return [started, accepted, stage('success', ended, operation.name.endsWith('write') ? random.pick(['OK', 'Created']) : 'OK')];
}
