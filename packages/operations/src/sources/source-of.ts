import { AzureBlobContainer } from '@audit-bridge/activity-log-blobs/azure-blob-container';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import type { Environment } from '@audit-bridge/config';
import { Names, operatedNames } from '@audit-bridge/naming';
import { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentContext } from '../bridge-command';
import type { ActivityLogSource } from '../events/activity-log-source';
import { fedRegisterOf } from '../fed/fed-register-of';
import { ActivityLogBlobs } from './activity-log-blobs';
import { ActivityLogRest } from './activity-log-rest';
import { BackfilledObjects } from './backfilled-objects';
import { NoSuchSourceError } from './errors';
import { FedMessages } from './fed-messages';
import { isGenerated } from './is-generated';
import { JoinedSources } from './joined-sources';

/** Those of all pipelines of an environment. */
export const sharedSourceKinds = ['blobs', 'rest'] as const;
export type SharedSourceKind = (typeof sharedSourceKinds)[number];
/** `fed`: what a pipeline was fed with, where its records are generated. */
export const sourceKinds = [...sharedSourceKinds, 'fed'] as const;
export type SourceKind = (typeof sourceKinds)[number];

type SourceContext = Pick<EnvironmentContext, 'clouds' | 'environment'>;

/** The blobs where there are any: they are what was exported, and they cost no patience. */
const usualSource = ({ pipelines }: Environment): SharedSourceKind => (pipelines.cloudtrailLake === undefined ? 'rest' : 'blobs');

/** What a pipeline has to bring to its lake: what it was fed with; else what Azure exports, unless that is generated for another pipeline. */
export function usualSourceOf(environment: Environment, pipeline: string): SourceKind {
  if (isGenerated(environment, pipeline)) return 'fed';
  return isGenerated(environment, 'cloudtrail-lake') ? 'rest' : usualSource(environment);
}

/** @throws {NoSuchSourceError} where nothing is exported to blobs */
export function sourceOf({ clouds, environment }: SourceContext, kind: SharedSourceKind): ActivityLogSource {
  const subscriptionIds = subscriptionsOf(environment);
  if (kind === 'rest') return new ActivityLogRest({ resourceManager: clouds.azure.resourceManager(), subscriptionIds });
  if (environment.pipelines.cloudtrailLake === undefined) {
    throw new NoSuchSourceError(`${environment.name} exports no blobs: it has no pipeline cloudtrail-lake. Ask with --source rest.`);
  }
  const client = clouds.azure.activityLogContainer();
  const container = new AzureBlobContainer({ client, clock: systemClock, randomness: systemRandomness });
  return new ActivityLogBlobs({ container, place: client.url, subscriptionIds });
}

/**
 * That of one pipeline. What `cloudtrail-lake` was fed with lies in its container, and what an operator has sent besides in the objects that the processor was given;
 * a hub shows nobody what it was fed with, so there the register says it.
 *
 * @throws {NoSuchSourceError}
 */
export function sourceOfPipeline(context: SourceContext, kind: SourceKind, pipeline: string): ActivityLogSource {
  if (kind !== 'fed') return sourceOf(context, kind);
  const { clouds, environment } = context;
  if (!isGenerated(environment, pipeline))
    throw new NoSuchSourceError(
      `${environment.name}-${pipeline} is not fed with generated records: Azure says what it must have. Ask with --source blobs or rest.`,
    );
  const subscriptionIds = subscriptionsOf(environment);
  if (pipeline === 'security-lake') return new FedMessages({ register: fedRegisterOf(context), subscriptionIds });
  const { backfillPrefix: prefix, failedEventsBucket: bucket } = operatedNames(Names.ofEnvironment(environment));
  const { accountId } = environment.aws;
  return new JoinedSources([
    sourceOf(context, 'blobs'),
    new BackfilledObjects({ s3: clouds.aws.client(S3Client), bucket, accountId, prefix, subscriptionIds }),
  ]);
}

const subscriptionsOf = ({ azure }: Environment) => azure.subscriptionIds.map(id => id.toLowerCase());
