import type { JsonFields } from './json-text';
import type { Occurrence } from './occurrence';
import { localized, restRecord } from './rest-record';
import { ticksText } from './time-text';
import type { World } from './world';

const title = 'Suspicious double extension file executed';

/** A Defender alert: nobody called anything, and its severity stands among the properties. */
export function security(eventMilliseconds: number, world: World): Occurrence {
  const { random } = world;
  const subscriptionId = world.pickSubscription();
  const name = `25${random.uint32()}${random.between(10_000_000, 99_999_999)}_${random.guid()}`;
  const type = 'Microsoft.Security/locations/alerts';
  const resource = {
    subscriptionId,
    groupName: 'rg-web',
    provider: 'Microsoft.Security',
    type,
    name,
    location: 'westeurope',
    path: `/subscriptions/${subscriptionId}/providers/Microsoft.Security/locations/westeurope/alerts/${name}`,
  };
  const id = random.guid();
  const time = ticksText(eventMilliseconds, random);
  const properties = alertProperties(world);
  const fields =
    world.shape === 'exported'
      ? {
          Level: 5,
          category: 'Security',
          location: 'westeurope',
          resourceId: resource.path.toUpperCase(),
          time,
          level: 'Informational',
          correlationId: id,
          operationName: `${type}/activate/action`.toUpperCase(),
          resultType: 'Active',
          properties: { ...properties, eventCategory: 'Security' },
          tenantId: world.tenantId,
        }
      : restRecord(
          {
            subscriptionId,
            eventMilliseconds,
            time,
            category: localized('Security'),
            operationName: `${type}/activate/action`,
            status: 'Active',
            level: 'Informational',
            channels: 'Operation',
            correlationId: id,
            operationId: id,
            eventDataId: id,
            eventName: title,
            description: `${title}.\r\nIts name hides what the file is.`,
            resource,
            properties,
            unset: 'null',
          },
          world,
        );
  return { fields, subscriptionId, eventMilliseconds };
}

function alertProperties({ random }: World): JsonFields {
  const file = `c:\\inbox\\invoice-${random.between(1, 99)}.pdf.exe`;
  return {
    accountLogonId: `0x${random.hex(4)}`,
    commandLine: file,
    domainName: 'quillfern',
    parentProcess: 'unknown',
    'parentProcess id': '0',
    processId: `${random.between(1000, 9999)}`,
    processName: file,
    userName: 'front-desk',
    UserSID: `S-1-5-21-${random.uint32()}`,
    ActionTaken: 'Detected',
    Severity: random.pick(['High', 'Medium', 'Low']),
  };
}
