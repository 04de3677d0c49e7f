import type { Call, CallStage } from './call';
import { claimsText, isPerson } from './claims';
import type { JsonFields } from './json-text';
import { localized, restRecord } from './rest-record';
import { dotNetTicks, ticksText } from './time-text';
import type { World } from './world';

const statuses = { start: 'Started', accept: 'Accepted', success: 'Succeeded', failure: 'Failed' } as const;

/** One stage of a call as the REST interface answers it. */
export function administrativeRest(call: Call, stage: CallStage, world: World): JsonFields {
  const { resource, operation, actor } = call;
  return restRecord(
    {
      subscriptionId: resource.subscriptionId,
      eventMilliseconds: stage.eventMilliseconds,
      time: ticksText(stage.eventMilliseconds, world.random),
      category: localized('Administrative'),
      operationName: operation.name,
      status: statuses[stage.kind],
      level: stage.kind === 'failure' ? 'Error' : 'Informational',
      channels: 'Operation',
      correlationId: call.correlationId,
      operationId: call.operationId,
      eventDataId: world.random.guid(),
      eventName: stage.kind === 'start' ? 'BeginRequest' : 'EndRequest',
      resource,
      properties: { statusCode: stage.statusCode, serviceRequestId: stage.serviceRequestId, responseBody: '', requestbody: '' },
      unset: 'empty',
      caller: isPerson(actor) ? actor.principalName : actor.objectId,
      claims: claimsText(isPerson(actor) ? 'directoryUser' : 'directoryApplication', call.token),
      authorization: { action: operation.name, scope: resource.path },
    },
    world,
  );
}

/** What some collectors keep of such an answer: no correlation id, no id of the event. */
export function administrativeRestExcerpt(call: Call, stage: CallStage, world: World): JsonFields {
  const { resource, operation, actor } = call;
  return {
    caller: actor.principalName,
    eventTimestamp: ticksText(stage.eventMilliseconds, world.random),
    id: `${resource.path}/events/${world.random.guid()}/ticks/${dotNetTicks(stage.eventMilliseconds)}`,
    level: 'Informational',
    operationName: localized(operation.name),
    resourceGroupName: resource.groupName,
    resourceProviderName: localized(resource.provider),
    resourceType: localized(resource.type),
    resourceId: resource.path,
    status: localized(statuses[stage.kind]),
    properties: {
      eventCategory: 'Administrative',
      entity: resource.path,
      message: operation.name,
      hierarchy: `${world.tenantId}/${resource.subscriptionId}`,
    },
    relatedEvents: [],
  };
}
