import { isPerson } from './claims';
import { type JsonFields, toJsonText } from './json-text';
import type { Occurrence } from './occurrence';
import { pickWatchedResource } from './resources';
import { ticksText } from './time-text';
import type { World } from './world';

/** Privileged identity management: operations in plain words, the caller as JSON text, neither level nor identity nor duration. */
export function roleActivation(eventMilliseconds: number, world: World): Occurrence[] {
  const { random } = world;
  const subscriptionId = world.pickSubscription();
  const correlationId = random.guid();
  const record = (
    delay: number,
    operationName: string,
    callerIpAddress: string | undefined,
    resourceId: string,
    properties: JsonFields,
  ): Occurrence => ({
    subscriptionId,
    eventMilliseconds: eventMilliseconds + delay,
    fields: {
      location: 'global',
      resultType: 'Succeeded',
      time: ticksText(eventMilliseconds + delay, random),
      callerIpAddress,
      resourceId,
      correlationId,
      operationName,
      category: 'Administrative',
      properties,
    },
  });
  if (random.chance(0.4)) {
    const { resourceId, properties } = expired(subscriptionId, world);
    return [record(0, 'Remove member from role (PIM activation expired)', undefined, resourceId, properties)];
  }
  const { requested, completed, address } = requestedByPerson(subscriptionId, eventMilliseconds, world);
  const resourceId = `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}`;
  return [
    record(0, 'Add member to role requested (PIM activation)', address, resourceId, requested),
    record(random.between(1000, 4000), 'Add member to role completed (PIM activation)', address, resourceId, completed),
  ];
}

function requestedByPerson(subscriptionId: string, eventMilliseconds: number, world: World) {
  const { random } = world;
  let actor = world.pickActor();
  while (!isPerson(actor)) actor = world.pickActor();
  const scope = {
    SubscriptionID: subscriptionId,
    ResourceGroupName: 'Payments production',
    ResourceProviderName: 'azurerbac',
    ResourceType: 'subscription',
    TenantID: world.tenantId,
  };
  const role = {
    RoleDefinition: 'Storage Blob Data Contributor',
    RoleDefinitionOriginId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${random.guid()}`,
    CallerInfo: callerInfo(actor.principalName, actor.objectId, actor.displayName),
    Justification: random.pick(['Ticket 4711: the export is stuck', 'Störung im Zahlungslauf', 'monthly check\nsecond line']),
    SubjectID: actor.objectId,
    SubjectName: actor.displayName,
  };
  const RoleAssignmentRequestId = random.guid();
  return {
    address: world.tokenOf(actor, eventMilliseconds).address,
    requested: { ...scope, EventName: 'CreateRequestRoleActivation', EventID: random.guid(), RoleAssignmentRequestId, ...role },
    completed: {
      ...scope,
      EventName: 'ActivateRole',
      EventID: random.guid(),
      ActionType: 'Grant',
      OriginRoleAssignmentId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleAssignments/${random.guid()}`,
      RoleAssignmentRequestId,
      ...role,
    },
  };
}

function expired(subscriptionId: string, world: World) {
  const { random } = world;
  const { groupName, provider, type, name, path } = pickWatchedResource(subscriptionId, random);
  const subject = world.pickActor();
  const properties = {
    SubscriptionID: null,
    ResourceGroupName: name,
    ResourceProviderName: 'azurerbac',
    ResourceType: type,
    TenantID: world.tenantId,
    EventName: 'RemoveActivatedRole',
    EventID: random.guid(),
    ActionType: 'Revoke',
    OriginRoleAssignmentId: `${path}/providers/Microsoft.Authorization/roleAssignments/${random.guid()}`,
    RoleAssignmentRequestId: random.guid(),
    RoleDefinition: 'Key Vault Crypto Officer',
    RoleDefinitionOriginId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${random.guid()}`,
    CallerInfo: callerInfo('', random.guid(), 'AzureADPIM'),
    SubjectID: subject.objectId,
    SubjectName: subject.displayName,
  };
  const [, ...rest] = type.split('/');
  const upperProvider = `${provider}/${rest.join('/')}`.toUpperCase();
  // This service upper-cases its own words and leaves names as they are.
  return {
    properties,
    resourceId: `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/RESOURCEGROUPS/${groupName}/PROVIDERS/${upperProvider}/${name}`,
  };
}

const callerInfo = (upn: string, objectId: string, name: string): string =>
  toJsonText(
    Object.entries({ UPN: upn, ObjectID: objectId, Username: name, Name: name, ObjectClass: 'User' }).map(
      ([CallerIdentityType, CallerIdentityValue]) => ({
        CallerIdentityType,
        CallerIdentityValue,
      }),
    ),
  );
