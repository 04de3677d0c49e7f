import { AzureBlobContainer } from '@audit-bridge/activity-log-blobs/azure-blob-container';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import type { Environment } from '@audit-bridge/config';
import type { EnvironmentContext } from '../bridge-command';
import type { ActivityLogSource } from '../events/activity-log-source';
import { ActivityLogBlobs } from './activity-log-blobs';
import { ActivityLogRest } from './activity-log-rest';
import { NoSuchSourceError } from './errors';

export const sourceKinds = ['blobs', 'rest'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** The blobs where there are any: they are what was exported, and they cost no patience. */
export const usualSource = ({ pipelines }: Environment): SourceKind => (pipelines.cloudtrailLake === undefined ? 'rest' : 'blobs');

/** @throws {NoSuchSourceError} where nothing is exported to blobs */
export function sourceOf({ clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>, kind: SourceKind): ActivityLogSource {
  const subscriptionIds = environment.azure.subscriptionIds.map(id => id.toLowerCase());
  if (kind === 'rest') return new ActivityLogRest({ resourceManager: clouds.azure.resourceManager(), subscriptionIds });
  if (environment.pipelines.cloudtrailLake === undefined) {
    throw new NoSuchSourceError(`${environment.name} exports no blobs: it has no pipeline cloudtrail-lake. Ask with --source rest.`);
  }
  const client = clouds.azure.activityLogContainer();
  const container = new AzureBlobContainer({ client, clock: systemClock, randomness: systemRandomness });
  return new ActivityLogBlobs({ container, place: client.url, subscriptionIds });
}
