import { emailClaim } from './claims';
import type { JsonFields } from './json-text';
import type { Occurrence } from './occurrence';
import { pickWatchedResource, type Resource } from './resources';
import { localized, restRecord } from './rest-record';
import { microsecondsText, ticksText } from './time-text';
import type { World } from './world';

/** The advisor's records are the only exported ones with an `eventDataId`; some of them carry that of another one. */
export function recommendation(eventMilliseconds: number, world: World): Occurrence[] {
  const { random } = world;
  const eventDataId = random.guid();
  const resources = random.chance(0.1) ? [0, 20] : [0];
  return resources.map(delay => {
    const resource = pickWatchedResource(world.pickSubscription(), random);
    const build = world.shape === 'exported' ? exported : rest;
    const milliseconds = eventMilliseconds + delay;
    return {
      fields: build(resource, milliseconds, eventDataId, world),
      subscriptionId: resource.subscriptionId,
      eventMilliseconds: milliseconds,
    };
  });
}

function exported(resource: Resource, eventMilliseconds: number, eventDataId: string, { random }: World): JsonFields {
  const recommendationType = random.guid();
  const name = random.pick(['Consider a second origin', 'Right-size the machine', 'Turn on soft delete']);
  return {
    correlationId: random.guid(),
    time: ticksText(eventMilliseconds, random),
    eventDataId,
    resourceId: resource.path.toUpperCase(),
    operationName: 'Microsoft.Advisor/recommendations/available/action',
    resultType: 'Active',
    properties: {
      recommendationSchemaVersion: '1.0',
      recommendationCategory: 'HighAvailability',
      recommendationImpact: random.pick(['High', 'Medium', 'Low']),
      recommendationName: name,
      recommendationResourceLink: `https://portal.example.com/#advisor/resourceId/${encodeURIComponent(resource.path)}`,
      recommendationType,
    },
    location: 'global',
    level: 'Informational',
    category: 'Recommendation',
    operationVersion: '2017-03-31',
    resultSignature: 'Succeeded',
    resultDescription: 'A new recommendation is available.',
    durationMs: 10,
    callerIpAddress: '0.0.0.0',
    identity: { claims: { [emailClaim]: 'Microsoft.Advisor' } },
  };
}

function rest(resource: Resource, eventMilliseconds: number, eventDataId: string, world: World): JsonFields {
  const event = {
    subscriptionId: resource.subscriptionId,
    eventMilliseconds,
    time: microsecondsText(eventMilliseconds, world.random),
    category: localized('Recommendation'),
    operationName: 'Microsoft.Advisor/generateRecommendations/action',
    status: 'Active',
    level: 'Informational',
    channels: 'Operation',
    correlationId: world.random.guid(),
    operationId: '',
    eventDataId,
    eventName: '',
    description: 'The action was successful.',
    resource: { ...resource, path: resource.path.toUpperCase() },
    properties: {
      recommendationSchemaVersion: '1.0',
      recommendationCategory: 'Security',
      recommendationImpact: 'High',
      recommendationRisk: 'None',
    },
    unset: 'empty',
  } as const;
  return restRecord(event, world);
}
