import type { Occurrence } from './occurrence';
import { pickWatchedResource } from './resources';
import { restRecord } from './rest-record';
import { ticksText } from './time-text';
import type { World } from './world';

/** A resource is well, or not: no caller, no identity, no address. */
export function resourceHealth(eventMilliseconds: number, world: World): Occurrence {
  const { random } = world;
  const resource = pickWatchedResource(world.pickSubscription(), random);
  const { subscriptionId } = resource;
  const operationName = `Microsoft.Resourcehealth/healthevent/${random.pick(['Activated', 'Updated', 'Resolved'])}/action`;
  const status = operationName.includes('Activated') ? 'Active' : operationName.includes('Updated') ? 'Updated' : 'Resolved';
  const time = ticksText(eventMilliseconds, random);
  if (world.shape === 'exported') {
    const fields = {
      time,
      correlationId: random.guid(),
      level: status === 'Active' && random.chance(0.5) ? 'Critical' : 'Informational',
      resultType: status,
      operationName,
      resourceId: resource.path.toUpperCase(),
      properties: {
        title: 'Unknown',
        details: 'Unknown',
        currentHealthStatus: status === 'Active' ? 'Unavailable' : 'Available',
        previousHealthStatus: status === 'Active' ? 'Available' : 'Unavailable',
        type: 'Downtime',
        cause: random.pick(['Unknown', 'PlatformInitiated', 'UserInitiated']),
      },
      category: 'ResourceHealth',
      location: 'global',
    };
    return { fields, subscriptionId, eventMilliseconds };
  }
  const event = {
    subscriptionId,
    eventMilliseconds,
    // Hundredths of a second: the health service leaves out the zeros at the end.
    time: `${time.slice(0, 22)}Z`,
    category: { value: 'ResourceHealth', localizedValue: 'Resource Health' },
    operationName,
    status,
    level: 'Critical',
    channels: 'Admin, Operation',
    correlationId: random.guid(),
    operationId: '',
    eventDataId: random.guid(),
    eventName: '',
    description: '',
    resource,
    properties: {
      stage: status,
      title: 'Virtual machine health status changed to unavailable',
      details: 'The machine has met an unexpected event',
      healthStatus: 'Unavailable',
      healthEventType: 'Downtime',
      healthEventCause: 'PlatformInitiated',
      healthEventCategory: 'Unplanned',
    },
    unset: 'empty',
  } as const;
  return { fields: restRecord(event, world), subscriptionId, eventMilliseconds };
}
