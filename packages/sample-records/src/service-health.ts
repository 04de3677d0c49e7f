import { emailClaim } from './claims';
import { type JsonFields, JsonText, toJsonText } from './json-text';
import type { Occurrence } from './occurrence';
import { restRecord } from './rest-record';
import { dotNetTicks, ticksText } from './time-text';
import type { World } from './world';

/** A notice about Azure itself, for a whole subscription: HTML, JSON text and numbers among its properties. */
export function serviceHealth(eventMilliseconds: number, world: World): Occurrence {
  const { random } = world;
  const subscriptionId = world.pickSubscription();
  const incident = random.chance(0.5);
  const region = random.pick(['West Europe', 'East US 2', 'Sweden Central']);
  const notice = { incident, region, title: `${incident ? 'Network infrastructure' : 'End of planned maintenance'} - ${region}` };
  const time = ticksText(eventMilliseconds, random);
  const fields =
    world.shape === 'exported'
      ? exportedNotice(notice, subscriptionId, time, eventMilliseconds, world)
      : restNotice(notice, subscriptionId, time, eventMilliseconds, world);
  return { fields, subscriptionId, eventMilliseconds };
}

interface Notice {
  readonly incident: boolean;
  readonly region: string;
  readonly title: string;
}

function exportedNotice(
  { incident, title, region }: Notice,
  subscriptionId: string,
  time: string,
  eventMilliseconds: number,
  world: World,
): JsonFields {
  const { random } = world;
  const status = incident ? 'Active' : 'Resolved';
  return {
    Level: 5,
    category: 'ServiceHealth',
    location: 'global',
    resourceId: `/subscriptions/${subscriptionId}`,
    resultType: status,
    time,
    level: incident ? 'Warning' : 'Informational',
    correlationId: random.guid(),
    operationName: `Microsoft.ServiceHealth/${incident ? 'incident' : 'maintenance'}/action`,
    resultDescription: `${status}: ${title}`,
    properties: {
      ...noticeProperties({ incident, title, region }, eventMilliseconds, world),
      impactMitigationTime: ticksText(eventMilliseconds + 3_600_000, random),
      impactedServicesTableRows: `<tr>\r\n<td align='center'>App Service</td>\r\n<td>${region}<br></td>\r\n</tr>\r\n`,
      maintenanceId: `${random.between(100_000, 999_999)}/q1`,
      maintenanceType: '',
      isHIR: false,
      IsSynthetic: 'False',
      impactType: 'SubscriptionList',
      emailTemplateId: `tem_${random.token(24)}`,
      emailTemplateFullVersion: `ver_${random.token(24)}`,
      emailTemplateLocale: 'en-US',
      smsText: `${status}:${title}`,
      impactCategory: 'Other',
      communicationRouteType: 'Normal',
      argQuery: '',
      oldRate: new JsonText('0.0'),
      newRate: new JsonText('0.0'),
    },
    identity: { claims: { [emailClaim]: 'notices@example.com' } },
  };
}

function restNotice(notice: Notice, subscriptionId: string, time: string, eventMilliseconds: number, world: World): JsonFields {
  const status = notice.incident ? 'Active' : 'Resolved';
  const event = {
    subscriptionId,
    eventMilliseconds,
    time,
    category: { value: 'ServiceHealth', localizedValue: 'Service Health' },
    operationName: `Microsoft.ServiceHealth/${notice.incident ? 'incident' : 'maintenance'}/action`,
    status,
    level: 'Warning',
    channels: 'Admin',
    correlationId: world.random.guid(),
    eventDataId: world.random.guid(),
    description: `${status}: ${notice.title}`,
    resource: undefined,
    properties: noticeProperties(notice, eventMilliseconds, world),
    unset: 'null',
    withoutRelatedEvents: true,
  } as const;
  return restRecord(event, world);
}

function noticeProperties({ incident, title, region }: Notice, eventMilliseconds: number, { random }: World): JsonFields {
  const start = new Date(eventMilliseconds).toISOString().slice(11, 16);
  const sentences = [
    `<p>Starting at about ${start} UTC, customers in ${region} may see timeouts.</p>`,
    '<p>The next update follows in 60 minutes.</p>',
  ];
  const communication = sentences.join(random.pick(['\n', ' ']));
  return {
    title,
    service: 'App Service',
    region,
    communication,
    incidentType: incident ? 'Incident' : 'Maintenance',
    trackingId: `${random.token(4)}-${random.token(3)}`,
    impactStartTime: ticksText(eventMilliseconds - 1_800_000, random),
    impactedServices: toJsonText([{ ImpactedRegions: [{ RegionName: region }], ServiceName: 'App Service' }]),
    defaultLanguageTitle: title,
    defaultLanguageContent: communication,
    stage: incident ? 'Active' : 'Complete',
    communicationId: dotNetTicks(eventMilliseconds),
    version: '0.1.1',
  };
}
