import type { CloudtrailLakeSettings } from '@audit-bridge/config';
import { Names, operatedNames } from '@audit-bridge/naming';
import { CloudTrailClient, type EventDataStore, GetEventDataStoreCommand, paginateListEventDataStores } from '@aws-sdk/client-cloudtrail';
import { isNotFound } from '../describe-problem';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html: those that wait for their deletion count too. */
const maxEventDataStores = 10;

const elsewhere =
  "Write destination: { kind: 'cloudwatch-logs', retentionDays: 365, archiveRetentionDays: 365 } for the pipeline cloudtrailLake.";

/** Where the events go, if it is CloudTrail Lake. */
export function lakeSettingsOf(context: Pick<PreflightContext, 'environment'>) {
  const destination = context.environment.pipelines.cloudtrailLake?.destination;
  return destination?.kind === 'cloudtrail-lake' ? destination : undefined;
}

/**
 * Whether the account may have an event data store. CloudTrail Lake takes no customers since 2026-05-31, and no operation tells who is one: an account that
 * has an event data store is; of one without, only an attempt to make one tells.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake.html
 */
export const cloudtrailLake: PreflightCheck = {
  id: 'cloudtrail-lake',
  title: 'CloudTrail Lake: event data store',
  cloud: 'aws',
  reads: ['cloudtrail:ListEventDataStores', 'cloudtrail:GetEventDataStore'],
  applies: environment => lakeSettingsOf({ environment }) !== undefined,
  async run(context) {
    const settings = lakeSettingsOf(context)?.eventDataStore;
    if (settings === undefined) return [];
    const client = context.clouds.aws.client(CloudTrailClient);
    return [settings.kind === 'given' ? await given(client, settings.arn) : await created(client, context)];
  },
};

type Destination = Extract<CloudtrailLakeSettings['destination'], { kind: 'cloudtrail-lake' }>;

async function given(client: CloudTrailClient, arn: Extract<Destination['eventDataStore'], { kind: 'given' }>['arn']): Promise<Finding> {
  const show = `aws cloudtrail get-event-data-store --event-data-store ${arn}`;
  try {
    const { AdvancedEventSelectors = [], Status } = await client.send(new GetEventDataStoreCommand({ EventDataStore: arn }));
    if (Status !== 'ENABLED' && Status !== 'CREATED')
      return missing(
        `The given event data store is ${Status}.`,
        'Restore it, or give another one.',
        `aws cloudtrail restore-event-data-store --event-data-store ${arn}`,
      );
    const categories = AdvancedEventSelectors.flatMap(({ FieldSelectors = [] }) => FieldSelectors)
      .filter(({ Field }) => Field === 'eventCategory')
      .flatMap(({ Equals = [] }) => Equals);
    // An answer without selectors says nothing of them.
    if (categories.length > 0 && !categories.includes('ActivityAuditLog'))
      return missing(
        `The given event data store takes ${categories.join(', ')}, and no activity from outside AWS.`,
        'Give one for integrations: its kind cannot be changed.',
        show,
      );
    return ok('The given event data store is there.');
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return missing(
      'The given event data store is not there.',
      'Correct destination.eventDataStore.arn.',
      'aws cloudtrail list-event-data-stores',
    );
  }
}

async function created(client: CloudTrailClient, { environment }: PreflightContext): Promise<Finding> {
  const stores: EventDataStore[] = [];
  for await (const { EventDataStores = [] } of paginateListEventDataStores({ client }, {})) stores.push(...EventDataStores);
  const name = operatedNames(Names.ofEnvironment(environment)).eventDataStore;
  const own = stores.find(({ Name, Status }) => Name === name && Status !== 'PENDING_DELETION');
  if (own !== undefined) return ok(`${name} is there already.`);
  if (stores.length >= maxEventDataStores)
    return missing(
      `The account has ${stores.length} of ${maxEventDataStores} event data stores in ${environment.aws.region}, those that wait for their deletion among them.`,
      'Wait, delete one, or give an existing one.',
      'aws cloudtrail list-event-data-stores --query "EventDataStores[].[Name,Status]" --output table',
    );
  if (stores.length > 0)
    return ok(`CloudTrail Lake is open to the account: it has ${stores.length} event data stores in ${environment.aws.region}.`);
  return warning(
    `The account has no event data store in ${environment.aws.region}. CloudTrail Lake takes no new customers since 2026-05-31, and tells only who tries.`,
    `Look in your other Regions: one there means that it is open. Otherwise: ${elsewhere}`,
    'for region in $(aws account list-regions --region-opt-status-contains ENABLED ENABLED_BY_DEFAULT --query "Regions[].RegionName" --output text); do aws cloudtrail list-event-data-stores --region $region; done',
  );
}
