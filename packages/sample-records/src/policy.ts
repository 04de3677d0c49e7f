import { authorizationOf, releaseVersion } from './administrative-exported';
import type { Call } from './call';
import { claimsText, claimsWith, isPerson } from './claims';
import { type JsonFields, toJsonText } from './json-text';
import type { Occurrence } from './occurrence';
import { localized, restRecord } from './rest-record';
import { ticksText } from './time-text';
import type { World } from './world';

/** A policy looks at a change and notes what it thinks of it: `audit` warns, `deny` fails. */
export function policyAudit(call: Call, world: World): Occurrence {
  const { subscriptionId } = call.resource;
  const eventMilliseconds = (call.stages.at(-1)?.eventMilliseconds ?? 0) + world.random.between(5, 400);
  const effect = world.random.chance(0.2) ? 'deny' : 'audit';
  const build = world.shape === 'exported' ? exported : rest;
  return { fields: build(call, eventMilliseconds, effect, world), subscriptionId, eventMilliseconds };
}

type Effect = 'audit' | 'deny';

function exported(call: Call, eventMilliseconds: number, effect: Effect, world: World): JsonFields {
  const { resource } = call;
  const denied = effect === 'deny';
  const claims = claimsWith(isPerson(call.actor) ? 'user' : 'application', call.token, { correlationid: call.correlationId });
  return {
    RoleLocation: call.frontDoor,
    Stamp: 'FDWorker',
    ReleaseVersion: releaseVersion,
    time: ticksText(eventMilliseconds, world.random),
    resourceId: call.upperResourceId,
    operationName: `MICROSOFT.AUTHORIZATION/POLICIES/${effect.toUpperCase()}/ACTION`,
    category: 'Policy',
    resultType: denied ? 'Failure' : 'Success',
    resultSignature: denied ? 'Failed.Forbidden' : 'Succeeded.',
    durationMs: '0',
    callerIpAddress: call.token.address,
    correlationId: call.correlationId,
    identity: { authorization: authorizationOf(call), claims },
    level: denied ? 'Error' : 'Warning',
    properties: {
      isComplianceCheck: 'False',
      resourceLocation: resource.location,
      ancestors: world.tenantId,
      policies: policiesText(call, effect, world),
      eventCategory: 'Policy',
      entity: resource.path,
      message: `Microsoft.Authorization/policies/${effect}/action`,
      hierarchy: '',
    },
    tenantId: world.tenantId,
  };
}

function rest(call: Call, eventMilliseconds: number, effect: Effect, world: World): JsonFields {
  const { resource } = call;
  const event = {
    subscriptionId: resource.subscriptionId,
    eventMilliseconds,
    time: ticksText(eventMilliseconds, world.random),
    category: localized('Policy'),
    operationName: `Microsoft.Authorization/policies/${effect}/action`,
    status: effect === 'deny' ? 'Failed' : 'Succeeded',
    level: effect === 'deny' ? 'Error' : 'Warning',
    channels: 'Operation',
    correlationId: call.correlationId,
    operationId: call.operationId,
    eventDataId: world.random.guid(),
    eventName: 'EndRequest',
    description: '',
    resource,
    properties: {
      isComplianceCheck: 'True',
      resourceLocation: resource.location,
      ancestors: world.tenantId,
      policies: policiesText(call, effect, world),
    },
    unset: 'empty',
    caller: call.actor.objectId,
    claims: claimsText('directoryApplication', call.token),
    authorization: { action: 'Microsoft.Resources/checkPolicyCompliance/read', scope: `/subscriptions/${resource.subscriptionId}` },
  } as const;
  return restRecord(event, world);
}

function policiesText({ resource }: Call, effect: Effect, { random }: World): string {
  const definition = random.guid();
  const scope = `/subscriptions/${resource.subscriptionId}`;
  const policy = {
    policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${definition}`,
    policyDefinitionName: definition,
    policyDefinitionDisplayName: random.pick([
      'Storage accounts should refuse public access',
      'Keys “must” expire',
      'Sites should use HTTPS only',
    ]),
    policyDefinitionEffect: effect === 'deny' ? 'Deny' : 'AuditIfNotExists',
    policyAssignmentId: `${scope}/providers/Microsoft.Authorization/policyAssignments/baseline`,
    policyAssignmentName: 'baseline',
    policyAssignmentScope: scope,
    policyAssignmentParameters: {},
    policyExemptionIds: [],
  };
  return toJsonText([policy]);
}
