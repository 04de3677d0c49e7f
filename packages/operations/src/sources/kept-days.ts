import type { Environment } from '@audit-bridge/config';
import type { KeptDays } from '../date-range/date-range';
import { activityLogDays } from './activity-log-rest';
import type { SourceKind } from './source-of';

/** How long a source keeps what it holds; nothing for an environment without it. @param pipeline whose source it is */
export function daysInSource({ pipelines }: Environment, kind: SourceKind, pipeline: string): readonly KeptDays[] {
  if (kind === 'rest') return [{ days: activityLogDays, by: 'The Activity Log REST interface' }];
  if (kind === 'fed' && pipeline === 'security-lake') {
    const days = pipelines.securityLake?.forwarder.parkedRecordsRetentionDays;
    return days === undefined ? [] : [{ days, by: 'The register of what was fed' }];
  }
  const days = pipelines.cloudtrailLake?.blobRetentionDays;
  return days === undefined ? [] : [{ days, by: 'The storage account of the activity log' }];
}

/** How long a pipeline's destination keeps an event, as far as the environment's settings say. */
export function daysInDestination({ pipelines }: Environment, pipeline: string): readonly KeptDays[] {
  if (pipeline === 'security-lake') {
    const lake = pipelines.securityLake?.lake;
    return lake?.kind === 'bucket' ? [{ days: lake.retentionDays, by: 'The lake' }] : [];
  }
  const destination = pipelines.cloudtrailLake?.destination;
  if (destination?.kind === 'cloudwatch-logs') return [{ days: destination.archiveRetentionDays, by: 'The archive of CloudWatch Logs' }];
  const store = destination?.eventDataStore;
  return store?.kind === 'created' ? [{ days: store.retentionDays, by: 'The event data store' }] : [];
}
