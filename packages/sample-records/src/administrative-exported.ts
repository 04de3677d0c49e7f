import type { Call, CallStage } from './call';
import { type ClaimsForm, claimsText, isPerson } from './claims';
import { type JsonFields, type JsonText, toJsonText } from './json-text';
import { requestBodyText } from './request-body';
import { ticksText } from './time-text';
import type { World } from './world';

/** How an exporter wrote its records; what Azure writes has changed over the years, and collectors rewrite it. */
export type ExportStyle = 'present' | 'machine' | 'older' | 'flat' | 'minimal';

type Write = (call: Call, stage: CallStage, world: World) => JsonFields;

const writers: Readonly<Record<ExportStyle, Write>> = { present, machine, older, flat, minimal };

export function pickExportStyle(world: World): ExportStyle {
  return world.random.chance(0.8) ? 'present' : world.random.pickRanked(['machine', 'older', 'flat', 'minimal']);
}

/** One stage of a call as a diagnostic setting exports it. */
export const administrativeExported = (style: ExportStyle, call: Call, stage: CallStage, world: World): JsonFields =>
  writers[style](call, stage, world);

const resultTypes = { start: 'Start', accept: 'Accept', success: 'Success', failure: 'Failure' } as const;

const levelOf = (stage: CallStage, usual: string): string => (stage.kind === 'failure' ? 'Error' : usual);

function signatureOf({ kind, statusCode }: CallStage): string {
  if (kind === 'start') return 'Started.';
  return `${{ accept: 'Accepted', success: 'Succeeded', failure: 'Failed' }[kind]}.${statusCode}`;
}

function present(call: Call, stage: CallStage, world: World): JsonFields {
  return {
    ...frontDoor(world),
    ...envelope(call, stage, world),
    identity: identityOf(call, isPerson(call.actor) ? 'user' : 'application'),
    level: levelOf(stage, 'Informational'),
    properties: presentProperties(call, stage, world),
    tenantId: world.tenantId,
  };
}

function machine(call: Call, stage: CallStage, world: World): JsonFields {
  const { statusCode } = stage;
  return {
    ...frontDoor(world),
    VmSku: 'Standard_DS5_V2',
    ...envelope(call, stage, world),
    identity: {
      authorization: { ...scopeAndAction(call), evidence: { role: call.actor.role, principalType: principalType(call) } },
      claims: claimsText('short', call.token),
    },
    level: levelOf(stage, 'Information'),
    location: 'global',
    properties: { statusCode: statusCode === '' ? undefined : statusCode, eventCategory: 'Administrative' },
    tenantId: world.tenantId,
  };
}

function older(call: Call, stage: CallStage, world: World): JsonFields {
  const { statusCode, serviceRequestId, failure } = stage;
  return {
    ...envelope(call, stage, world),
    resourceId: call.resource.path,
    operationName: call.operation.name,
    category: legacyCategory(call.operation.name),
    durationMs: stage.durationMilliseconds,
    identity: identityOf(call, 'olderUser'),
    level: levelOf(stage, 'Information'),
    location: 'global',
    properties:
      stage.kind === 'start' ? {} : { statusCode, serviceRequestId, statusMessage: failure && errorText(failure.code, failure.message) },
  };
}

function flat(call: Call, stage: CallStage, world: World): JsonFields {
  const { path } = call.resource;
  const name = call.operation.name;
  return {
    time: ticksText(stage.eventMilliseconds, world.random).replace(/\.\d+/, ''),
    resourceId: path.toUpperCase(),
    operationName: name,
    category: 'Administrative',
    resultType: resultTypes[stage.kind],
    resultSignature: signatureOf(stage),
    correlationId: `req-${call.correlationId.slice(0, 8)}`,
    caller: call.actor.principalName,
    level: levelOf(stage, 'Information'),
    channels: 'Operation',
    tenantId: world.tenantId,
    authorization: { action: name, scope: path },
    claims: claimsText('flat', call.token),
    properties: { statusCode: stage.statusCode, eventCategory: 'Administrative', entity: path, message: name },
  };
}

function minimal(call: Call, stage: CallStage, world: World): JsonFields {
  return {
    time: ticksText(stage.eventMilliseconds, world.random).replace(/\.\d+/, ''),
    resourceId: call.resource.path,
    operationName: call.operation.name,
    category: 'Administrative',
    resultType: resultTypes[stage.kind],
    callerIpAddress: call.token.address,
    caller: call.actor.principalName,
    authorization: scopeAndAction(call),
    claims: claimsText('minimal', call.token),
    tenantId: world.tenantId,
  };
}

/** The fields that every export but the flat ones starts with. */
export function envelope(call: Call, stage: CallStage, world: World): JsonFields {
  return {
    time: ticksText(stage.eventMilliseconds, world.random),
    resourceId: call.resource.path.toUpperCase(),
    operationName: call.operation.name.toUpperCase(),
    category: 'Administrative',
    resultType: resultTypes[stage.kind],
    resultSignature: signatureOf(stage),
    durationMs: `${stage.durationMilliseconds}`,
    callerIpAddress: call.token.address,
    correlationId: call.correlationId,
  };
}

export function frontDoor({ random }: World): JsonFields {
  const RoleLocation = random.pick(['West Europe', 'North Europe', 'East US 2']);
  return { RoleLocation, Stamp: random.pick(['FDWeb', 'FDWorker']), ReleaseVersion: '7.2026.9.12+4f1c0aa2.release_2026w09' };
}

const scopeAndAction = (call: Call) => ({ scope: call.resource.path, action: call.operation.name });

const principalType = ({ actor }: Call): string => (isPerson(actor) ? 'User' : 'ServicePrincipal');

export function identityOf(call: Call, form: ClaimsForm): { readonly authorization: JsonFields; readonly claims: JsonText } {
  const { actor, resource, roleAssignmentId, roleDefinitionId } = call;
  const evidence = {
    role: actor.role,
    roleAssignmentScope: `/subscriptions/${resource.subscriptionId}`,
    roleAssignmentId,
    roleDefinitionId,
    principalId: actor.objectId.replaceAll('-', ''),
    principalType: principalType(call),
  };
  return { authorization: { ...scopeAndAction(call), evidence }, claims: claimsText(form, call.token) };
}

function presentProperties(call: Call, stage: CallStage, world: World): JsonFields {
  const { resource, operation } = call;
  const { statusCode, serviceRequestId, failure, kind } = stage;
  const requestbody = kind === 'start' ? requestBodyText(call, world) : undefined;
  const where = {
    eventCategory: 'Administrative',
    entity: resource.path,
    message: operation.name,
    hierarchy: `${world.tenantId}/${resource.subscriptionId}`,
  };
  if (kind === 'start')
    return { requestbody, ...where, statusMessage: world.random.chance(0.02) ? statusMessageOfStart(world) : undefined };
  const responseBody =
    kind === 'success' && world.random.chance(0.1) ? toJsonText({ id: resource.path, location: resource.location }) : undefined;
  return { statusCode, serviceRequestId, ...where, responseBody, statusMessage: failure && errorText(failure.code, failure.message) };
}

/** Even a start can carry a message: what the attempt before this one came to. */
const statusMessageOfStart = ({ random }: World): string =>
  random.chance(0.5)
    ? errorText('ResourceOperationFailed', "The resource operation 'Failed'.")
    : 'the operation before this one has not ended yet';

const errorText = (code: string, message: string): string => toJsonText({ status: 'Failed', error: { code, message } });

/** Before 2020 the category of a call was what it did. */
function legacyCategory(operationName: string): string {
  if (operationName.endsWith('/write')) return 'Write';
  return operationName.endsWith('/delete') ? 'Delete' : 'Action';
}
