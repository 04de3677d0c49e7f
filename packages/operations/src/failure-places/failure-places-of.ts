import { subscriptionWatcher } from '@audit-bridge/config';
import { fetchFailedRecords } from '@audit-bridge/failed-events';
import { Names, type OperatedNames, operatedNames } from '@audit-bridge/naming';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EnvironmentContext } from '../bridge-command';
import type { FailurePlace } from '../events/failure-place';
import { S3Quarantine } from '../replay/s3-quarantine';
import { BucketObjects } from './bucket-objects';
import { DeadLetterPlace } from './dead-letter-place';
import { KeptRecordsPlace } from './kept-records-place';
import { ParkedObjects } from './parked-objects';
import { queueDepth } from './queue-depth';

export type FailurePlaceContext = Pick<EnvironmentContext, 'clouds' | 'environment' | 'interruption' | 'print' | 'progress'>;

interface Places {
  readonly context: FailurePlaceContext;
  readonly names: OperatedNames;
  readonly depthOf: (queueName: string) => () => Promise<number>;
}

/** Where an environment's pipelines keep what they could not deliver. Nothing is asked before the first question. */
export function failurePlacesOf(context: FailurePlaceContext): readonly FailurePlace[] {
  const { clouds, environment } = context;
  const names = operatedNames(Names.ofEnvironment(environment));
  const sqs = clouds.aws.client(SQSClient);
  const places: Places = { context, names, depthOf: queueName => () => queueDepth(sqs, queueName, environment.aws.accountId) };
  const { accessKeys, cloudtrailLake, securityLake } = environment.pipelines;
  return [
    ...(cloudtrailLake === undefined ? [] : cloudtrailLakePlaces(places)),
    ...(securityLake === undefined ? [] : securityLakePlaces(places)),
    ...(accessKeys === undefined ? [] : accessKeysPlaces(places)),
  ];
}

function cloudtrailLakePlaces({ context, depthOf, names }: Places): readonly FailurePlace[] {
  const { clouds, environment } = context;
  const pipeline = 'cloudtrail-lake';
  const s3 = clouds.aws.client(S3Client);
  const { failedEventsBucket: bucket } = names;
  const records = new BucketObjects({
    s3,
    bucket,
    accountId: environment.aws.accountId,
    prefix: 'failed-events/',
    read: key => fetchFailedRecords(s3, bucket, key),
  });
  return [
    new KeptRecordsPlace({
      pipeline,
      name: 'failed-events',
      remedy: `npx pnpm bridge redrive ${environment.name} cloudtrail-lake`,
      objects: records,
      search: context,
      // The bucket keeps settled records too: only what the queue points to waits for somebody.
      depth: depthOf(names.failedEventsQueue),
    }),
    new DeadLetterPlace({
      pipeline,
      name: 'hints dead-letter queue',
      remedy: 'none: an open blob is hinted again every run; the log of activity-log-processor says why it fails. Purge the queue then.',
      depth: depthOf(names.hintsDeadLetterQueue),
    }),
    schedulePlace(pipeline, 'activity-log-aggregator', depthOf(names.aggregatorScheduleDeadLetterQueue)),
    ...(subscriptionWatcher(environment) === 'cloudtrailLake'
      ? [schedulePlace(pipeline, 'subscription-coverage', depthOf(names.coverageScheduleDeadLetterQueue))]
      : []),
  ];
}

function securityLakePlaces({ context, depthOf, names }: Places): readonly FailurePlace[] {
  const { clouds, environment } = context;
  const pipeline = 'security-lake';
  const { accountId } = environment.aws;
  const parking = new AzureParkingPlace(clouds.azure.parkingContainer());
  const s3 = clouds.aws.client(S3Client);
  const { quarantineBucket: bucket } = names;
  const quarantine = new S3Quarantine(s3, { bucket, accountId });
  const quarantined = (folder: 'refused' | 'routed') =>
    new BucketObjects({ s3, bucket, accountId, prefix: `${folder}/`, read: key => quarantine.read(key) });
  const minutes = environment.pipelines.securityLake?.forwarder.parkedRecordsMinutes;
  return [
    new KeptRecordsPlace({
      pipeline,
      name: 'parked-records',
      remedy: `npx pnpm bridge redrive ${environment.name} security-lake`,
      objects: new ParkedObjects(parking, 'refused/'),
      search: context,
    }),
    new KeptRecordsPlace({
      pipeline,
      name: 'undelivered',
      remedy: `none: the forwarder sends them on within ${minutes ?? 'some'} minutes of Kinesis taking records again.`,
      objects: new ParkedObjects(parking, 'undelivered/'),
      search: context,
    }),
    new KeptRecordsPlace({
      pipeline,
      name: 'quarantine',
      remedy: `npx pnpm bridge replay ${environment.name} security-lake`,
      objects: quarantined('refused'),
      search: context,
    }),
    new KeptRecordsPlace({
      pipeline,
      name: 'routed',
      remedy: `none: the setting categoryRouting keeps them out of the lake. To bring them in, change it, then npx pnpm bridge replay ${environment.name} security-lake --source routed`,
      objects: quarantined('routed'),
      search: context,
    }),
    schedulePlace(pipeline, 'stream-job-supervisor', depthOf(names.supervisorScheduleDeadLetterQueue)),
  ];
}

function accessKeysPlaces({ depthOf, names }: Places): readonly FailurePlace[] {
  const pipeline = 'access-keys';
  return [
    new DeadLetterPlace({
      pipeline,
      name: 'reports dead-letter queue',
      remedy: "mend what the message's error says, invoke access-key-report with the message's requestPayload, then delete the message.",
      depth: depthOf(names.reportDeadLetterQueue),
    }),
    schedulePlace(pipeline, 'access-key-report', depthOf(names.reportScheduleDeadLetterQueue)),
  ];
}

/** A call that EventBridge Scheduler could not make. */
function schedulePlace(pipeline: FailurePlace['pipeline'], functionName: string, depth: () => Promise<number>): FailurePlace {
  return new DeadLetterPlace({
    pipeline,
    name: `${functionName} schedule dead-letter queue`,
    remedy: `none: the next call makes up for it. See that the schedule's role may invoke ${functionName}, then purge the queue.`,
    depth,
  });
}
