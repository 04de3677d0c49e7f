import type { Call, CallStage } from './call';
import { type ClaimsForm, claimsText, isPerson } from './claims';
import { type JsonFields, JsonText, toJsonText } from './json-text';
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

/** What the envelope of every style says of a stage. */
export function stageTexts({ kind, eventMilliseconds, durationMilliseconds, statusCode }: CallStage, { random }: World) {
  const result = { start: 'Start', accept: 'Accept', success: 'Success', failure: 'Failure' }[kind];
  const signature = { start: 'Started', accept: 'Accepted', success: 'Succeeded', failure: 'Failed' }[kind];
  const time = ticksText(eventMilliseconds, random);
  return { time, resultType: result, resultSignature: `${signature}.${statusCode}`, durationMs: `${durationMilliseconds}` };
}

export const releaseVersion = '7.2026.9.12+4f1c0aa2.release_2026w09';

const levelOf = (stage: CallStage, usual: string): string => (stage.kind === 'failure' ? 'Error' : usual);

// Whole literals without spreads: putting objects together costs more than all the rest of a record.

function present(call: Call, stage: CallStage, world: World): JsonFields {
  const { time, resultType, resultSignature, durationMs } = stageTexts(stage, world);
  return {
    RoleLocation: call.frontDoor,
    Stamp: 'FDWeb',
    ReleaseVersion: releaseVersion,
    time,
    resourceId: call.upperResourceId,
    operationName: call.upperOperationName,
    category: 'Administrative',
    resultType,
    resultSignature,
    durationMs,
    callerIpAddress: call.token.address,
    correlationId: call.correlationId,
    identity: identityText(call, isPerson(call.actor) ? 'user' : 'application'),
    level: levelOf(stage, 'Informational'),
    properties: presentProperties(call, stage, world),
    tenantId: world.tenantId,
  };
}

function machine(call: Call, stage: CallStage, world: World): JsonFields {
  const { time, resultType, resultSignature, durationMs } = stageTexts(stage, world);
  const { statusCode } = stage;
  return {
    RoleLocation: call.frontDoor,
    Stamp: 'FDWeb',
    ReleaseVersion: releaseVersion,
    VmSku: 'Standard_DS5_V2',
    time,
    resourceId: call.upperResourceId,
    operationName: call.upperOperationName,
    category: 'Administrative',
    resultType,
    resultSignature,
    durationMs,
    callerIpAddress: call.token.address,
    correlationId: call.correlationId,
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
  const { time, resultType, resultSignature } = stageTexts(stage, world);
  const { statusCode, serviceRequestId, failure } = stage;
  return {
    time,
    resourceId: call.resource.path,
    operationName: call.operation.name,
    category: legacyCategory(call.operation.name),
    resultType,
    resultSignature,
    durationMs: stage.durationMilliseconds,
    callerIpAddress: call.token.address,
    correlationId: call.correlationId,
    identity: identityText(call, 'olderUser'),
    level: levelOf(stage, 'Information'),
    location: 'global',
    properties:
      stage.kind === 'start' ? {} : { statusCode, serviceRequestId, statusMessage: failure && errorText(failure.code, failure.message) },
  };
}

function flat(call: Call, stage: CallStage, world: World): JsonFields {
  const { time, resultType, resultSignature } = stageTexts(stage, world);
  const path = groupPath(call);
  const name = call.operation.name;
  return {
    time: wholeSeconds(time),
    resourceId: path.toUpperCase(),
    operationName: name,
    category: 'Administrative',
    resultType,
    resultSignature,
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
  const { time, resultType } = stageTexts(stage, world);
  return {
    time: wholeSeconds(time),
    resourceId: groupPath(call),
    operationName: call.operation.name,
    category: 'Administrative',
    resultType,
    callerIpAddress: call.token.address,
    caller: call.actor.principalName,
    authorization: { scope: `/subscriptions/${call.resource.subscriptionId}`, action: call.operation.name },
    claims: claimsText('minimal', call.token),
    tenantId: world.tenantId,
  };
}

/** Where the flat exports say that a call went: the resource's group. */
function groupPath({ resource: { subscriptionId, groupName, path } }: Call): string {
  return groupName === undefined ? path : `/subscriptions/${subscriptionId}/resourceGroups/${groupName}`;
}

const wholeSeconds = (time: string): string => `${time.slice(0, 19)}Z`;

const scopeAndAction = (call: Call) => ({ scope: call.resource.path, action: call.operation.name });

const principalType = ({ actor }: Call): string => (isPerson(actor) ? 'User' : 'ServicePrincipal');

/** The same in all records of a call. */
function identityText(call: Call, form: ClaimsForm): JsonText {
  let text = call.identityTexts.get(form);
  if (text === undefined) {
    text = new JsonText(toJsonText({ authorization: authorizationOf(call), claims: claimsText(form, call.token) }));
    call.identityTexts.set(form, text);
  }
  return text;
}

/** What the call was allowed by: ids without dashes, and a principal that need not be the caller. */
export function authorizationOf(call: Call): JsonFields {
  const { actor, resource, roleAssignmentId, roleDefinitionId } = call;
  const evidence = {
    role: actor.role,
    roleAssignmentScope: `/subscriptions/${resource.subscriptionId}`,
    roleAssignmentId,
    roleDefinitionId,
    principalId: actor.objectId.replaceAll('-', ''),
    principalType: principalType(call),
  };
  return { ...scopeAndAction(call), evidence };
}

function presentProperties(call: Call, stage: CallStage, world: World): JsonFields {
  const { statusCode, serviceRequestId, failure, kind } = stage;
  const entity = call.resource.path;
  const message = call.operation.name;
  const hierarchy = `${world.tenantId}/${call.resource.subscriptionId}`;
  const eventCategory = 'Administrative';
  if (kind === 'start') {
    const statusMessage = world.random.chance(0.02) ? statusMessageOfStart(world) : undefined;
    return { requestbody: requestBodyText(call, world), eventCategory, entity, message, hierarchy, statusMessage };
  }
  const responseBody =
    kind === 'success' && world.random.chance(0.1) ? toJsonText({ id: entity, location: call.resource.location }) : undefined;
  const statusMessage = failure && errorText(failure.code, failure.message);
  return { statusCode, serviceRequestId, eventCategory, entity, message, hierarchy, responseBody, statusMessage };
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
