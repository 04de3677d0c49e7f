import { systemClock } from '@audit-bridge/backoff';
import { deduplicatedViewName, lakeTableName } from '@audit-bridge/lake-queries';
import { Names, operatedNames } from '@audit-bridge/naming';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentContext } from '../bridge-command';
import type { CloudConnections } from '../clouds/cloud-connections';
import type { Interruption } from '../interruption';
import { AthenaEngine } from './athena/athena-engine';
import { tableOfView } from './athena/deployed-view';
import { LakeDestination } from './athena/lake-destination';
import { objectTimeIn } from './athena/object-time';
import { CloudTrailLakeDestination } from './cloudtrail-lake/cloudtrail-lake-destination';
import { CloudTrailLakeEngine } from './cloudtrail-lake/cloudtrail-lake-engine';
import { findStoreId, storeIdOf } from './cloudtrail-lake/event-data-store';
import { ArchivedEvents } from './cloudwatch-logs/archived-events';
import { LoggedEvents } from './cloudwatch-logs/logged-events';
import { LogsDestination } from './cloudwatch-logs/logs-destination';
import type { MeteredDestination } from './metered-destination';

export interface DestinationContext extends Pick<EnvironmentContext, 'environment'> {
  readonly clouds: Pick<CloudConnections, 'aws'>;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

/** Both services throttle their calls a second: tried again, with growing pauses, before anybody hears of it. */
const patience = { maxAttempts: 8 };

/** What an environment's pipelines fill, by its settings. Nothing is asked before the first question. */
export function destinationsOf(context: DestinationContext): readonly MeteredDestination[] {
  const { cloudtrailLake, securityLake } = context.environment.pipelines;
  return [
    ...(cloudtrailLake === undefined ? [] : [eventDestination(context, cloudtrailLake.destination)]),
    ...(securityLake === undefined ? [] : [lakeDestination(context, securityLake.lake)]),
  ];
}

type Pipelines = EnvironmentContext['environment']['pipelines'];

function eventDestination(
  { clouds, environment, interruption }: DestinationContext,
  settings: NonNullable<Pipelines['cloudtrailLake']>['destination'],
): MeteredDestination {
  const names = operatedNames(Names.ofEnvironment(environment));
  if (settings.kind === 'cloudwatch-logs') {
    const { accountId } = environment.aws;
    const { retentionDays } = settings;
    const { eventsLogGroup: logGroupName, archiveBucket: bucket } = names;
    return new LogsDestination({
      description: `log group ${logGroupName}, and its archive ${bucket}`,
      logged: new LoggedEvents({ client: clouds.aws.client(CloudWatchLogsClient, patience), logGroupName, interruption }),
      archived: new ArchivedEvents({ client: clouds.aws.client(S3Client), bucket, accountId, retentionDays, now: Date.now, interruption }),
    });
  }
  const client = clouds.aws.client(CloudTrailClient, patience);
  const { eventDataStore: store } = settings;
  return new CloudTrailLakeDestination({
    engine: new CloudTrailLakeEngine({ client, clock: systemClock, interruption }),
    description: `event data store ${store.kind === 'given' ? storeIdOf(store.arn) : names.eventDataStore}`,
    storeId: async () => (store.kind === 'given' ? storeIdOf(store.arn) : findStoreId(client, names.eventDataStore)),
  });
}

function lakeDestination(
  { clouds, environment, interruption }: DestinationContext,
  settings: NonNullable<Pipelines['securityLake']>['lake'],
): MeteredDestination {
  const { lakeDatabase: database, lakeWorkgroup: workgroup } = operatedNames(Names.ofEnvironment(environment));
  const { region } = environment.aws;
  const own = `"${database}"."${lakeTableName}"`;
  return new LakeDestination({
    engine: new AthenaEngine({ client: clouds.aws.client(AthenaClient, patience), workgroup, database, clock: systemClock, interruption }),
    description: `${settings.kind === 'bucket' ? 'bucket lake' : 'Security Lake'} by Athena, workgroup ${workgroup}`,
    table: async () => ({
      name: settings.kind === 'bucket' ? own : await tableOfView(clouds.aws.client(GlueClient), { database, view: deduplicatedViewName }),
      region,
    }),
    objectTime: objectTimeIn(clouds.aws.client(S3Client)),
  });
}
