import { servicePrincipalNameClaim } from './claims';
import type { JsonFields } from './json-text';
import type { Occurrence } from './occurrence';
import { pickWatchedResource, type Resource } from './resources';
import { localized, restRecord } from './rest-record';
import { microsecondsText, ticksText } from './time-text';
import type { World } from './world';

/** A metric alert: its correlation id is the path of an incident, not a GUID. */
export function alert(eventMilliseconds: number, world: World): Occurrence {
  const { random } = world;
  const resource = pickWatchedResource(world.pickSubscription(), random);
  const ruleName = random.pick(['high-cpu', 'disk-read-low', 'queue length']);
  const ruleUri = `${groupPath(resource)}/providers/microsoft.insights/alertrules/${ruleName}`;
  const activated = random.chance(0.5);
  return happened(resource, eventMilliseconds, world, {
    category: 'Alert',
    time: microsecondsText(eventMilliseconds, random),
    operationName: `Microsoft.Insights/AlertRules/${activated ? 'Activated' : 'Resolved'}/Action`,
    status: activated ? 'Activated' : 'Resolved',
    correlationId: `${ruleUri}/incidents/${random.token(64)}=`,
    eventName: 'Alert',
    service: 'Microsoft.Insights/alertRules',
    description: `'${ruleName}' has been ${activated ? 'activated' : 'resolved'} for ${resource.name}`,
    properties: {
      webHookUri: activated ? 'https://hooks.example.com/alert' : undefined,
      RuleUri: ruleUri,
      RuleName: ruleName,
      RuleDescription: activated ? 'More load than one machine takes' : '',
      Threshold: activated ? '80' : '100000',
      WindowSizeInMinutes: '5',
      Aggregation: 'Average',
      Operator: activated ? 'GreaterThan' : 'LessThan',
      MetricName: activated ? 'Percentage CPU' : 'Disk read',
      MetricUnit: activated ? 'Percent' : 'Count',
    },
  });
}

/** The autoscale service adds or removes instances: no caller but itself, and no address. */
export function autoscale(eventMilliseconds: number, world: World): Occurrence {
  const { random } = world;
  const scaled = pickWatchedResource(world.pickSubscription(), random);
  const name = `${scaled.name}-autoscale`;
  const resource = { ...scaled, name, provider: 'microsoft.insights', type: 'microsoft.insights/autoscalesettings' };
  const path = `${groupPath(scaled)}/providers/microsoft.insights/autoscalesettings/${name}`;
  const before = random.between(2, 9);
  const after = random.chance(0.5) ? before + 1 : before - 1;
  const sentence = `The autoscale engine attempting to scale resource '${scaled.path}' from ${before} instances count to ${after} instances count.`;
  return happened({ ...resource, path }, eventMilliseconds, world, {
    category: 'Autoscale',
    time: ticksText(eventMilliseconds, random),
    operationName: `Microsoft.Insights/AutoscaleSettings/${after > before ? 'Scaleup' : 'Scaledown'}/Action`,
    status: 'Succeeded',
    correlationId: random.guid(),
    eventName: 'AutoscaleAction',
    service: 'Microsoft.Insights/autoscaleSettings',
    description: sentence,
    properties: {
      Description: sentence,
      ResourceName: scaled.path,
      OldInstancesCount: `${before}`,
      NewInstancesCount: `${after}`,
      LastScaleActionTime: new Date(eventMilliseconds).toUTCString(),
    },
  });
}

interface Monitored {
  readonly category: 'Alert' | 'Autoscale';
  readonly time: string;
  readonly operationName: string;
  readonly status: string;
  readonly correlationId: string;
  readonly eventName: string;
  /** What calls itself the caller. */
  readonly service: string;
  readonly description: string;
  readonly properties: JsonFields;
}

function happened(resource: Resource, eventMilliseconds: number, world: World, event: Monitored): Occurrence {
  const fields = world.shape === 'exported' ? exported(resource, event, world) : rest(resource, eventMilliseconds, event, world);
  return { fields, subscriptionId: resource.subscriptionId, eventMilliseconds };
}

function exported(resource: Resource, event: Monitored, world: World): JsonFields {
  return {
    Level: 5,
    category: event.category,
    location: 'global',
    resourceId: resource.path.toUpperCase(),
    time: event.time,
    level: 'Informational',
    correlationId: event.correlationId,
    operationName: event.operationName.toUpperCase(),
    resultType: event.status,
    properties: event.properties,
    tenantId: world.tenantId,
    identity: { claims: { [servicePrincipalNameClaim]: event.service } },
  };
}

function rest(resource: Resource, eventMilliseconds: number, { category, service, ...event }: Monitored, world: World): JsonFields {
  const shared = {
    subscriptionId: resource.subscriptionId,
    eventMilliseconds,
    category: localized(category),
    level: 'Informational',
    channels: 'Admin, Operation',
    operationId: event.correlationId,
    eventDataId: world.random.guid(),
    resource,
    unset: 'null',
    caller: service,
    claims: { [servicePrincipalNameClaim]: service },
    withoutRelatedEvents: true,
  } as const;
  return restRecord({ ...event, ...shared }, world);
}

const groupPath = ({ subscriptionId, groupName }: Resource): string => `/subscriptions/${subscriptionId}/resourceGroups/${groupName}`;
